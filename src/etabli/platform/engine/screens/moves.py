"""Making a move: at once when nothing more is asked, through a short form otherwise."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from etabli.lib.ids import uuid7
from etabli.platform.access.policy import policy
from etabli.platform.engine.app import App
from etabli.platform.engine.definition.states import Move
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.forms.reading import Submitted, read_form
from etabli.platform.engine.forms.uploads import receive_uploads
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.rights import can, may_move
from etabli.platform.engine.screens.faces import mark_of
from etabli.platform.engine.screens.forms import known_values
from etabli.platform.engine.screens.items import item_of
from etabli.platform.engine.screens.widgets import inputs_of
from etabli.platform.engine.writing import Refusal, edit, move
from etabli.platform.engine.writing.editing import app_of
from etabli.platform.items.models import Item
from etabli.platform.items.revising import StaleVersion
from etabli.platform.people.models import Person
from etabli.ui.render import page, toasted


@policy("signed_in")
def step(request: HttpRequest, item: UUID, uid: str) -> HttpResponse:
    """A move of an item: GET asks what it demands, POST makes it."""
    person: Person = request.person  # type: ignore[attr-defined]
    found = item_of(request, item)
    app = app_of(found)
    chosen = dict(may_move(app, found, person)).get(uid)
    if chosen is None:
        return _too_late(request, found, app)
    context = context_for(person)
    if request.method != "POST":
        return _form(request, app, found, chosen, None, context)
    return _make(request, app, found, chosen, context)


@policy("signed_in")
def lane(request: HttpRequest, item: UUID) -> HttpResponse:
    """Taking a ticket to another lane of a board: a move, or a field that changes."""
    person: Person = request.person  # type: ignore[attr-defined]
    if request.method != "POST":
        raise Http404
    found = item_of(request, item)
    app = app_of(found)
    to, by = request.POST.get("to", ""), request.POST.get("by", "state")
    _take_version(request, found)
    context = context_for(person)
    try:
        with transaction.atomic():
            if by == "state":
                move(found, _move_to(app, found, to, person), {}, by=person)
            elif by in app.fields and can(person, "edit", found):
                edit(found, {by: app.field(by).validate(to, context)}, by=person)
            else:
                raise Http404
    except StaleVersion:
        return _again(
            request, found, app, _("Somebody moved it meanwhile: here is where it stands.")
        )
    except Refusal as refused:
        return _again(request, found, app, refused.sentence)
    return _again(request, found, app, _("%(title)s: moved.") % {"title": found.title})


def _move_to(app: App, item: Item, to: str, person: Person) -> str:
    for uid, chosen in may_move(app, item, person):
        if chosen.to == to:
            return uid
    raise Refusal(_("This step is not possible from where it stands now."))


def _again(request: HttpRequest, item: Item, app: App, said: str) -> HttpResponse:
    """The board as it is now, for htmx; without it, back to the board."""
    back = request.POST.get("board", "")
    url = f"/espaces/{item.space.uid}/{app.app}/"
    if back and back in app.looks:
        url += f"vues/{back}/"
    return toasted(redirect(url), request, said)


def _make(
    request: HttpRequest, app: App, item: Item, chosen: Move, context: Context
) -> HttpResponse:
    _take_version(request, item)
    form, refused_files = receive_uploads(request, app, list(chosen.require))
    submitted = read_form(
        app, list(chosen.require), form, context, known_values(app, item, list(chosen.require))
    )
    submitted.errors |= refused_files
    reason = request.POST.get("reason", "").strip()[:2000]
    submitted.raw["reason"] = reason
    if submitted.ok:
        try:
            with transaction.atomic():
                given = {uid: value for uid, value in submitted.values.items() if value is not None}
                move(item, chosen.uid, given, by=request.person, reason=reason)  # type: ignore[attr-defined]
        except StaleVersion:
            return _too_late(request, item, app)
        except Refusal as refused:
            submitted.errors |= refused.fields or {"": refused.sentence}
        else:
            return _done(request, item, app, chosen, context)
    return _form(request, app, item, chosen, submitted, context)


def _done(
    request: HttpRequest, item: Item, app: App, chosen: Move, context: Context
) -> HttpResponse:
    said = f"{item.title} : {app.states[chosen.to].name.say(context.lang).lower()}."
    back = request.POST.get("back", "")
    if back == "home":
        return toasted(redirect("/"), request, said)
    still_seen = Item.objects.filter(pk=item.pk).exists()
    return toasted(redirect(f"/fiches/{item.uid}/" if still_seen else "/"), request, said)


def _form(
    request: HttpRequest,
    app: App,
    item: Item,
    chosen: Move,
    submitted: Submitted | None,
    context: Context,
) -> HttpResponse:
    uids = list(chosen.require)
    errors = submitted.errors if submitted else {}
    values = known_values(app, item, uids) | (submitted.values if submitted else {})
    shown: dict[str, Any] = {
        "app": app,
        "item": item,
        "mark": mark_of(app, context.lang),
        "move": chosen,
        "label": chosen.name.say(context.lang),
        "hint": chosen.hint.say(context.lang) if chosen.hint else "",
        "inputs": inputs_of(app, uids, values, submitted, context),
        "reason": submitted.raw.get("reason", "") if submitted else "",
        "reason_error": errors.get("reason", ""),
        "errors": [said for uid, said in errors.items() if uid not in (*uids, "reason")],
        "stop": app.states[chosen.to].tone == "stop",
        "back": request.POST.get("back") or request.GET.get("back", ""),
        "key": str(uuid7()),
    }
    return page(request, "engine/move.html", shown, status=422 if errors else 200)


def _too_late(request: HttpRequest, item: Item, app: App) -> HttpResponse:
    state = app.states.get(item.state)
    now = state.name.say(request.person.language) if state else ""  # type: ignore[attr-defined]
    said = _("This step is no longer possible: it now stands at “%(state)s”.") % {"state": now}
    return toasted(redirect(f"/fiches/{item.uid}/"), request, said)


def _take_version(request: HttpRequest, item: Item) -> None:
    seen = request.POST.get("version", "")
    if seen.isdigit():
        item.version = int(seen)
