"""Making an item, and changing one."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from etabli.lib.ids import read_number, uuid7
from etabli.platform.access.policy import policy
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context, PlainForm
from etabli.platform.engine.forms.asking import fields_asked
from etabli.platform.engine.forms.reading import Submitted, Values, read_form
from etabli.platform.engine.forms.uploads import receive_uploads
from etabli.platform.engine.listing.table import value_of
from etabli.platform.engine.looking import context_for, preload
from etabli.platform.engine.rights import can
from etabli.platform.engine.rights.granting import viewers
from etabli.platform.engine.screens.faces import mark_of
from etabli.platform.engine.screens.items import item_of
from etabli.platform.engine.screens.lines import keep_origin
from etabli.platform.engine.screens.place import Place
from etabli.platform.engine.screens.prefilling import prefilled, source_item
from etabli.platform.engine.screens.widgets import inputs_of
from etabli.platform.engine.writing import Refusal, create, edit
from etabli.platform.engine.writing.editing import app_of, restricted_values
from etabli.platform.items.drafts import draft_for, forget_draft
from etabli.platform.items.models import Item
from etabli.platform.items.revising import StaleVersion
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.platform.spaces.circles import circle_planned
from etabli.ui.render import page, toasted


@policy("signed_in")
def new(request: HttpRequest, space: UUID, app: str) -> HttpResponse:
    """The form that makes an item; POST makes it."""
    place = Place.of(request, space, app)
    if not place.can_create:
        raise Http404
    draft = Item(app=app, space=place.space, author=place.person, state=place.app.first_state)
    uids = fields_asked(place.app, "create", draft, place.person)
    form = FormPage(request, place.app, draft, uids, place.context)
    if request.method == "POST":
        return form.create(place)
    values = {uid: place.app.field(uid).default_value(place.context) for uid in uids}
    return form.opened(values | prefilled(request, place.app, place.person))


@policy("signed_in")
def change(request: HttpRequest, item: UUID) -> HttpResponse:
    """The form that changes an item; POST changes it."""
    person = person_of(request)
    found = item_of(request, item)
    app = app_of(found)
    if not can(person, "edit", found):
        raise Http404
    context = context_for(person)
    uids = fields_asked(app, "edit" if "edit" in app.forms else "create", found, person)
    preload(context, app, [found])
    form = FormPage(request, app, found, uids, context)
    return form.change() if request.method == "POST" else form.opened(form.known)


def known_values(app: App, item: Item, uids: list[str]) -> Values:
    """The canonical values an item has now, restricted ones included where readable; and its
    state, which conditions read.
    """
    values = {uid: value_of(app, item, uid) for uid in uids} | {"state": item.state}
    for part in restricted_values(item).values():
        values |= {uid: value for uid, value in part.items() if uid in uids}
    return values


@dataclass
class FormPage:
    """The form of an item, made or still to be made, before one person.

    ``action``: where the form goes when not to the page's own address. ``back``: where one is
    led once it is done, when not to the item.
    """

    request: HttpRequest
    app: App
    item: Item
    uids: list[str]
    context: Context
    action: str = ""
    back: str = ""
    known: Values = field(init=False)

    def __post_init__(self) -> None:
        self.known = (
            known_values(self.app, self.item, self.uids)
            if self.item.pk
            else {"state": self.item.state}
        )

    @property
    def person(self) -> Person:
        return person_of(self.request)

    @cached_property
    def draft_key(self) -> str:
        """What is being typed is kept under this name until it is sent."""
        if self.item.pk:
            return f"edit:{self.item.uid}"
        return f"new:{self.app.app}:{self.item.space.uid}"

    def opened(self, values: Values) -> HttpResponse:
        """The form as it begins, or as the person left it without sending it."""
        drafted = draft_for(self.person, self.draft_key)
        if not drafted or "depuis" in self.request.GET:
            return self.drawn(values)
        # Begun on an older version, it meets the present one when it is sent.
        seen = "".join(drafted.get("version", []))
        self.item.version = read_number(seen, self.item.version)
        left = read_form(self.app, self.uids, PlainForm(drafted), self.context, self.known)
        left.errors.clear()
        return self.drawn({**values, **left.values}, left)

    def create(self, place: Place) -> HttpResponse:
        """Make the item that was sent."""
        submitted = self._read()
        if submitted.ok:
            try:
                with transaction.atomic():
                    item = create(self.app, place.space, submitted.values, by=self.person)
                    if source := source_item(self.request, self.person):
                        keep_origin(self.request, item, source)
            except Refusal as refused:
                submitted.errors |= refused.fields or {"": refused.sentence}
            else:
                return self._done(item, _("%(title)s: done.") % {"title": item.title})
        return self.drawn(submitted.values, submitted)

    def change(self) -> HttpResponse:
        """Change the item as was sent."""
        seen = self.request.POST.get("version", "")
        self.item.version = read_number(seen, self.item.version)
        submitted = self._read()
        if submitted.ok:
            try:
                with transaction.atomic():
                    edit(self.item, submitted.values, by=self.person)
            except StaleVersion as stale:
                return self._conflict(stale.current, submitted)
            except Refusal as refused:
                submitted.errors |= refused.fields or {"": refused.sentence}
            else:
                return self._done(self.item, _("Saved."))
        return self.drawn({**self.known, **submitted.values}, submitted)

    def drawn(self, values: Values, submitted: Submitted | None = None) -> HttpResponse:
        """The form, filled; with a sentence beside each field that was refused."""
        errors = submitted.errors if submitted else {}
        shown = self._shared(self.item) | {
            "inputs": inputs_of(self.app, self.uids, values, submitted, self.context),
            "errors": [said for uid, said in errors.items() if uid not in self.uids],
            "count": len(errors),
        }
        return page(self.request, "engine/form.html", shown, status=422 if errors else 200)

    def _read(self) -> Submitted:
        form, refused = receive_uploads(self.request, self.app, self.uids)
        submitted = read_form(self.app, self.uids, form, self.context, self.known)
        submitted.errors |= refused
        return submitted

    def _done(self, item: Item, said: str) -> HttpResponse:
        forget_draft(self.draft_key, by=self.person)
        seen = Item.objects.filter(pk=item.pk).exists()
        here = f"/fiches/{item.uid}/" if seen else f"/espaces/{item.space.uid}/{self.app.app}/"
        return toasted(redirect(self.back or here), self.request, said)

    def _conflict(self, current: Item, submitted: Submitted) -> HttpResponse:
        """Somebody saved meanwhile: both versions, side by side; nothing is lost."""
        preload(self.context, self.app, [current])
        theirs = known_values(self.app, current, self.uids)
        last = current.revisions.select_related("actor").last()
        values = {**theirs, **submitted.values}
        shown = self._shared(current) | {
            "rows": [self._compared(uid, submitted.values, theirs) for uid in self.uids],
            "by": last.actor.name if last and last.actor else _("Somebody"),
            "inputs": inputs_of(self.app, self.uids, values, None, self.context),
        }
        return page(self.request, "engine/conflict.html", shown, status=409)

    def _compared(self, uid: str, mine: Values, theirs: Values) -> tuple[str, str, str]:
        one = self.app.field(uid)
        words = (one.diff_text(values.get(uid), self.context) for values in (mine, theirs))
        return (one.name.say(self.context.lang), *words)  # type: ignore[return-value]

    def _shared(self, item: Item) -> dict[str, Any]:
        return {
            "app": self.app,
            "action": self.action,
            "item": item,
            "space": item.space,
            "mark": mark_of(self.app, self.context.lang),
            "circle": circle_planned(viewers(self.app, item), by=self.person),
            "key": str(uuid7()),
            "draft_key": self.draft_key,
            "lang": self.context.lang,
        }
