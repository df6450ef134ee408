"""Files dropped together: an item is made of each."""

from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from etabli.lib.sentences import SaidError
from etabli.platform.access.policy import policy
from etabli.platform.engine.app import App
from etabli.platform.engine.definition.views import Form
from etabli.platform.engine.fields.context import PlainForm
from etabli.platform.engine.fields.files import limits_said
from etabli.platform.engine.fields.text import LINE, TextField
from etabli.platform.engine.forms.reading import Submitted, Values, read_form
from etabli.platform.engine.listing.tree import tree_of
from etabli.platform.engine.rights.granting import viewers
from etabli.platform.engine.screens.faces import mark_of
from etabli.platform.engine.screens.place import Place
from etabli.platform.engine.screens.prefilling import prefilled
from etabli.platform.engine.screens.widgets import inputs_of
from etabli.platform.engine.writing import Refusal, create
from etabli.platform.files.models import StoredFile
from etabli.platform.files.receiving import TooLarge, receive, received, size_limit
from etabli.platform.items.models import Item
from etabli.platform.items.referring import attachable
from etabli.platform.spaces.circles import circle_planned
from etabli.ui.render import page, toasted

TOGETHER = 50
"""Files at once."""


def drop_form(app: App) -> Form | None:
    """The form that makes an item of each file, if the app has one."""
    return next((form for form in app.forms.values() if form.each), None)


@policy("signed_in")
def drop(request: HttpRequest, space: UUID, app: str) -> HttpResponse:
    """Many files at once; POST makes an item of each that can be taken."""
    place = Place.of(request, space, app)
    form = drop_form(place.app)
    if form is None or not place.can_create:
        raise Http404
    if request.method != "POST":
        return _drawn(place, form, prefilled(request, place.app, place.person))
    sent = PlainForm({key: [*map(str, request.POST.getlist(key))] for key in request.POST})
    submitted = read_form(place.app, [*form.fields], sent, place.context, {})
    if not submitted.ok:
        return _drawn(place, form, submitted.values, submitted)
    made, refused = _made(place, form, submitted.values)
    if not made:
        why = refused or [_("Choose a file first.")]
        return _drawn(place, form, submitted.values, submitted, why)
    said = ngettext("%(num)s file is here.", "%(num)s files are here.", len(made))
    return toasted(
        redirect(_where(place, made[0])),
        request,
        " ".join([said % {"num": len(made)}, *refused]),
    )


def _made(place: Place, form: Form, values: Values) -> tuple[list[Item], list[str]]:
    """The items made, and a sentence for each file that was not taken."""
    made: list[Item] = []
    refused: list[str] = []
    try:
        uploads = received(place.request)
    except TooLarge as large:
        uploads = place.request.FILES.getlist("file")
        refused.append(_(large.template) % large.values)
    here = attachable(place.request.POST.getlist("file-kept"), by=place.person)
    sent: list[StoredFile | UploadedFile[Any]] = [*here, *uploads]
    if len(sent) > TOGETHER:
        return [], [
            _("That is more than %(most)s files: send them in several times.") % {"most": TOGETHER}
        ]
    for one in sent:
        try:
            made.append(_one(place, form, values, one))
        except SaidError as error:
            refused.append(_(error.template) % error.values)
        except Refusal as refusal:
            refused += [*refusal.fields.values()] or [refusal.sentence]
    return made, refused


def _one(place: Place, form: Form, values: Values, sent: "StoredFile | UploadedFile[Any]") -> Item:
    app = place.app
    with transaction.atomic():
        file = sent if isinstance(sent, StoredFile) else receive(sent, by=place.person)
        titled = app.title.strip("{}")
        field = app.fields[titled]
        most = field.longest if isinstance(field, TextField) else LINE
        title = PurePath(file.name).stem.replace("_", " ").strip() or file.name
        own = {titled: title[:most].rstrip(), str(form.each): [file.pk]}
        usual = {uid: one.default_value(place.context) for uid, one in app.fields.items()}
        said = {uid: value for uid, value in usual.items() if value is not None}
        return create(app, place.space, {**said, **values, **own}, by=place.person)


def _where(place: Place, item: Item) -> str:
    """Where the first of them stands: its folder, or the app."""
    tree = tree_of(place.app, place.space, place.person)
    above = tree.above(item) if tree else []
    return f"/fiches/{above[-1].uid}/" if above else place.url


def _drawn(
    place: Place,
    form: Form,
    values: Values,
    submitted: Submitted | None = None,
    refused: list[str] | None = None,
) -> HttpResponse:
    app, lang = place.app, place.person.language
    draft = Item(app=app.app, space=place.space, author=place.person, state=app.first_state)
    filled = {uid: app.field(uid).default_value(place.context) for uid in form.fields}
    failed = bool(refused) or (submitted is not None and not submitted.ok)
    shown = {
        "app": app,
        "place": place,
        "mark": mark_of(app, lang),
        "name": form.name.say(lang) if form.name else _("Drop files"),
        "inputs": inputs_of(app, [*form.fields], filled | values, submitted, place.context),
        "refused": refused or [],
        "limits": limits_said(TOGETHER),
        "together": TOGETHER,
        "kept": [
            {"value": file.uid, "name": file.name, "src": file.thumbnail_url}
            for file in attachable(place.request.POST.getlist("file-kept"), by=place.person)
        ],
        "most": size_limit(),
        "circle": circle_planned(viewers(app, draft), by=place.person),
        "lang": lang,
    }
    return page(place.request, "engine/drop.html", shown, status=422 if failed else 200)
