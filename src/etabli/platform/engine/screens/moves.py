"""Making a move: at once when nothing more is asked, through a short form otherwise."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from etabli.lib.ids import read_number, uuid7
from etabli.lib.text import clean
from etabli.platform.access.policy import policy
from etabli.platform.engine.app import App
from etabli.platform.engine.definition.states import Move
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.forms.reading import Submitted, read_form
from etabli.platform.engine.forms.uploads import receive_uploads
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.rights import can, may_move
from etabli.platform.engine.screens.faces import mark_of
from etabli.platform.engine.screens.forms import known_values
from etabli.platform.engine.screens.items import item_of
from etabli.platform.engine.screens.widgets import demanded, inputs_of
from etabli.platform.engine.writing import Refusal, edit, move
from etabli.platform.engine.writing.editing import app_of
from etabli.platform.items.models import Item
from etabli.platform.items.revising import StaleVersion
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.ui.render import page, toasted


@policy("signed_in")
def step(request: HttpRequest, item: UUID, uid: str) -> HttpResponse:
    """A move of an item: GET asks what it demands, POST makes it."""
    person = person_of(request)
    found = item_of(request, item)
    app = app_of(found)
    chosen = dict(may_move(app, found, person)).get(uid)
    if chosen is None:
        return _too_late(request, found, app)
    context = context_for(person)
    asked = MovePage(request, app, found, chosen, context)
    return asked.make() if request.method == "POST" else asked.drawn()


@policy("signed_in")
def lane(request: HttpRequest, item: UUID) -> HttpResponse:
    """Taking a ticket to another lane of a board: a move, or a field that changes."""
    person = person_of(request)
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
    except FieldError as refused:
        return _again(request, found, app, str(refused))
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


@dataclass
class MovePage:
    """A move of an item, before whoever makes it."""

    request: HttpRequest
    app: App
    item: Item
    move: Move
    context: Context

    @property
    def uids(self) -> list[str]:
        """The fields the move demands."""
        return list(self.move.require)

    def make(self) -> HttpResponse:
        """Make the move with what was sent."""
        _take_version(self.request, self.item)
        submitted = self._read()
        if submitted.ok:
            given = {uid: value for uid, value in submitted.values.items() if value is not None}
            reason = submitted.raw["reason"]
            try:
                with transaction.atomic():
                    move(self.item, self.move.uid, given, by=person_of(self.request), reason=reason)
            except StaleVersion:
                return _too_late(self.request, self.item, self.app)
            except Refusal as refused:
                submitted.errors |= refused.fields or {"": refused.sentence}
            else:
                return self._done()
        return self.drawn(submitted)

    def drawn(self, submitted: Submitted | None = None) -> HttpResponse:
        """What the move demands, with a sentence beside each field that was refused."""
        errors = submitted.errors if submitted else {}
        values = self._known() | (submitted.values if submitted else {})
        lang = self.context.lang
        shown: dict[str, Any] = {
            "app": self.app,
            "item": self.item,
            "mark": mark_of(self.app, lang),
            "move": self.move,
            "label": self.move.name.say(lang),
            "hint": self.move.hint.say(lang) if self.move.hint else "",
            "inputs": [
                demanded(one)
                for one in inputs_of(self.app, self.uids, values, submitted, self.context)
            ],
            "reason": submitted.raw.get("reason", "") if submitted else "",
            "reason_error": errors.get("reason", ""),
            "errors": [said for uid, said in errors.items() if uid not in (*self.uids, "reason")],
            "stop": self.app.states[self.move.to].tone == "stop",
            "back": self.request.POST.get("back") or self.request.GET.get("back", ""),
            "key": str(uuid7()),
        }
        return page(self.request, "engine/move.html", shown, status=422 if errors else 200)

    def _read(self) -> Submitted:
        form, refused = receive_uploads(self.request, self.app, self.uids)
        submitted = read_form(self.app, self.uids, form, self.context, self._known())
        submitted.errors |= refused
        submitted.raw["reason"] = clean(self.request.POST.get("reason", "")).strip()[:2000]
        return submitted

    def _known(self) -> dict[str, Any]:
        return known_values(self.app, self.item, self.uids)

    def _done(self) -> HttpResponse:
        state = self.app.states[self.move.to].name.say(self.context.lang).lower()
        said = _("%(title)s: %(state)s.") % {"title": self.item.title, "state": state}
        at_home = self.request.POST.get("back") == "home"
        seen = not at_home and Item.objects.filter(pk=self.item.pk).exists()
        where = f"/fiches/{self.item.uid}/" if seen else "/"
        return toasted(redirect(where), self.request, said)


def _too_late(request: HttpRequest, item: Item, app: App) -> HttpResponse:
    state = app.states.get(item.state)
    now = state.name.say(person_of(request).language) if state else ""
    said = _("This step is no longer possible: it now stands at “%(state)s”.") % {"state": now}
    return toasted(redirect(f"/fiches/{item.uid}/"), request, said)


def _take_version(request: HttpRequest, item: Item) -> None:
    item.version = read_number(request.POST.get("version", ""), item.version)
