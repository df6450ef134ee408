"""Voting on an item, where it stands."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.platform.access.policy import policy
from etabli.platform.engine.app import App
from etabli.platform.engine.balloting import (
    WORDS,
    Result,
    answers_of,
    cast,
    choices_of,
    is_closed,
    results_of,
    voted,
    voters_of,
)
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.panels import panel
from etabli.platform.engine.rights import can
from etabli.platform.engine.screens.faces import face_of
from etabli.platform.engine.screens.items import item_of
from etabli.platform.engine.writing import Refusal
from etabli.platform.engine.writing.editing import app_of
from etabli.platform.items.models import Ballot, Item
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.ui.render import toasted
from etabli.ui.shell import Face

NAMES = 20


@policy("signed_in")
@require_POST
def ballot(request: HttpRequest, item: UUID) -> HttpResponse:
    """Give one's vote, or another one where votes bear names."""
    found = item_of(request, item)
    if app_of(found).behaviours.ballot is None:
        raise Http404
    person = person_of(request)
    back = redirect(f"/fiches/{item}/#ballot")
    chosen = [one[:16] for one in request.POST.getlist("option")[:50]]
    try:
        cast(found, chosen, by=person, words=request.POST.get("words", "")[: WORDS * 2])
    except Refusal as refusal:
        return toasted(back, request, refusal.sentence)
    return toasted(back, request, _("You have voted."))


def _bar(one: Result, whole: int) -> tuple[str, int, int, list[Face | None]]:
    """An option: its words, its share of the voters, its voices, some of the faces."""
    faces = [face_of(voter) for voter in one.voters[:NAMES]]
    return one.words, 100 * one.count // whole, one.count, faces


def _places(app: App, item: Item) -> Callable[[str], int]:
    """Where an answer stands, as they were written: the ballot keeps them in no order."""
    uid = app.behaviours.ballot.options if app.behaviours.ballot else ""
    written = [row["id"] for row in item.data.get(uid) or ()]
    return lambda option: written.index(option) if option in written else len(written)


@panel("head", "ballot", "engine/parts/ballot.html")
def voting(app: App, item: Item, person: Person, context: Context) -> Mapping[str, Any] | None:
    """The ballot, what one may do, and the results that may be told."""
    found = Ballot.objects.filter(item=item).first()
    if found is None:
        return None
    done, closed = voted(found, person), is_closed(found, item)
    results = results_of(found, person) if closed or done or not found.secret else None
    whole = max(voters_of(found), 1)
    place = _places(app, item)
    return {
        "ballot": found,
        "options": sorted(found.options.items(), key=lambda pair: place(pair[0])),
        "chosen": choices_of(found, person),
        "voted": done,
        "closed": closed,
        "voters": voters_of(found),
        "may": not closed and can(person, "ballot", item) and not (found.secret and done),
        "results": [
            (
                one.words,
                100 * one.count // whole,
                one.count,
                [face_of(p) for p in one.voters[:NAMES]],
            )
            for one in sorted(results or (), key=lambda one: place(one.option))
        ],
        "asks_words": bool(app.behaviours.ballot and app.behaviours.ballot.answers),
        "answers": answers_of(found) if found.secret and closed else [],
        "due": item.due_at,
        "url": f"/fiches/{item.uid}/scrutin/",
        "most": WORDS,
    }
