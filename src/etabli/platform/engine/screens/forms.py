"""Making an item, and changing one."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from etabli.lib.ids import uuid7
from etabli.platform.access.policy import policy
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.forms.asking import fields_asked
from etabli.platform.engine.forms.reading import Submitted, read_form
from etabli.platform.engine.forms.uploads import receive_uploads
from etabli.platform.engine.listing.table import value_of
from etabli.platform.engine.looking import context_for, preload
from etabli.platform.engine.rights import can
from etabli.platform.engine.rights.granting import viewers
from etabli.platform.engine.screens.faces import mark_of
from etabli.platform.engine.screens.items import item_of
from etabli.platform.engine.screens.place import Place
from etabli.platform.engine.screens.prefilling import prefilled, source_item
from etabli.platform.engine.screens.widgets import inputs_of
from etabli.platform.engine.writing import Refusal, create, edit
from etabli.platform.engine.writing.editing import app_of, restricted_values
from etabli.platform.items.drafts import forget_draft
from etabli.platform.items.linking import keep_source
from etabli.platform.items.models import Item
from etabli.platform.items.revising import StaleVersion
from etabli.platform.people.models import Person
from etabli.platform.spaces.circles import circle_of, circle_planned
from etabli.ui.render import page, toasted


@policy("signed_in")
def new(request: HttpRequest, space: UUID, app: str) -> HttpResponse:
    """The form that makes an item; POST makes it."""
    place = Place.of(request, space, app)
    if not place.can_create:
        raise Http404
    draft = Item(app=app, space=place.space, author=place.person, state=place.app.first_state)
    uids = fields_asked(place.app, "create", draft, place.person)
    if request.method == "POST":
        return _create(place, draft, uids)
    values = {uid: place.app.field(uid).default_value(place.context) for uid in uids}
    values |= prefilled(request, place.app, place.person)
    return _form(request, place.app, draft, uids, values, None, place.context)


@policy("signed_in")
def change(request: HttpRequest, item: UUID) -> HttpResponse:
    """The form that changes an item; POST changes it."""
    person: Person = request.person  # type: ignore[attr-defined]
    found = item_of(request, item)
    app = app_of(found)
    if not can(person, "edit", found):
        raise Http404
    context = context_for(person)
    uids = fields_asked(app, "edit" if "edit" in app.forms else "create", found, person)
    values = known_values(app, found, uids)
    if request.method == "POST":
        return _change(request, app, found, uids, values, context)
    preload(context, app, [found])
    return _form(request, app, found, uids, values, None, context)


def known_values(app: App, item: Item, uids: list[str]) -> dict[str, Any]:
    """The canonical values an item has now, restricted ones included where readable."""
    values = {uid: value_of(app, item, uid) for uid in uids}
    for part in restricted_values(item).values():
        values |= {uid: value for uid, value in part.items() if uid in uids}
    return values


def _read(
    request: HttpRequest, app: App, uids: list[str], context: Context, known: dict[str, Any]
) -> Submitted:
    form, refused = receive_uploads(request, app, uids)
    submitted = read_form(app, uids, form, context, known)
    submitted.errors |= refused
    return submitted


def _create(place: Place, draft: Item, uids: list[str]) -> HttpResponse:
    request, person = place.request, place.person
    submitted = _read(request, place.app, uids, place.context, {})
    if submitted.ok:
        try:
            with transaction.atomic():
                item = create(place.app, place.space, submitted.values, by=person)
                if source := source_item(request, person):
                    keep_source(item, source, by=person)
        except Refusal as refused:
            submitted.errors |= refused.fields or {"": refused.sentence}
        else:
            forget_draft(f"new:{place.app.app}:{place.space.uid}", by=person)
            said = _("%(title)s: done.") % {"title": item.title}
            return toasted(redirect(f"/fiches/{item.uid}/"), request, said)
    return _form(request, place.app, draft, uids, submitted.values, submitted, place.context)


def _change(
    request: HttpRequest,
    app: App,
    item: Item,
    uids: list[str],
    values: dict[str, Any],
    context: Context,
) -> HttpResponse:
    seen = request.POST.get("version", "")
    if seen.isdigit():
        item.version = int(seen)
    submitted = _read(request, app, uids, context, values)
    if submitted.ok:
        try:
            with transaction.atomic():
                edit(item, submitted.values, by=request.person)  # type: ignore[attr-defined]
        except StaleVersion as stale:
            return _conflict(request, app, stale.current, uids, submitted, context)
        except Refusal as refused:
            submitted.errors |= refused.fields or {"": refused.sentence}
        else:
            forget_draft(f"edit:{item.uid}", by=request.person)  # type: ignore[attr-defined]
            return toasted(redirect(f"/fiches/{item.uid}/"), request, _("Saved."))
    return _form(request, app, item, uids, {**values, **submitted.values}, submitted, context)


def _form(
    request: HttpRequest,
    app: App,
    item: Item,
    uids: list[str],
    values: dict[str, Any],
    submitted: Submitted | None,
    context: Context,
) -> HttpResponse:
    person: Person = request.person  # type: ignore[attr-defined]
    errors = submitted.errors if submitted else {}
    shown = {
        "app": app,
        "item": item,
        "space": item.space,
        "mark": mark_of(app, person.language),
        "inputs": inputs_of(app, uids, values, submitted, context),
        "errors": [said for uid, said in errors.items() if uid not in uids],
        "count": len(errors),
        "circle": circle_planned(viewers(app, item), by=person),
        "key": str(uuid7()),
        "draft_key": f"edit:{item.uid}" if item.pk else f"new:{app.app}:{item.space.uid}",
        "lang": person.language,
    }
    return page(request, "engine/form.html", shown, status=422 if errors else 200)


def _conflict(
    request: HttpRequest,
    app: App,
    current: Item,
    uids: list[str],
    submitted: Submitted,
    context: Context,
) -> HttpResponse:
    """Somebody saved meanwhile: both versions, side by side; nothing is lost."""
    preload(context, app, [current])
    theirs = known_values(app, current, uids)
    rows = [
        (
            app.field(uid).name.say(context.lang),
            app.field(uid).diff_text(submitted.values.get(uid), context),
            app.field(uid).diff_text(theirs.get(uid), context),
        )
        for uid in uids
    ]
    last = current.revisions.select_related("actor").last()
    shown = {
        "app": app,
        "item": current,
        "space": current.space,
        "mark": mark_of(app, context.lang),
        "rows": rows,
        "by": last.actor.name if last and last.actor else _("Somebody"),
        "inputs": inputs_of(app, uids, {**theirs, **submitted.values}, None, context),
        "circle": circle_of(current.audience, by=request.person),  # type: ignore[attr-defined]
        "key": str(uuid7()),
        "draft_key": f"edit:{current.uid}",
    }
    return page(request, "engine/conflict.html", shown, status=409)
