"""What an app asks of the house, answered by whoever owns the space."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from etabli.platform.access.policy import policy
from etabli.platform.engine.definition.asks import Ask
from etabli.platform.engine.fields.person import PEOPLE_SEARCH
from etabli.platform.engine.fields.unit import UNITS_SEARCH
from etabli.platform.engine.rights.asks import answer, answers, named, written
from etabli.platform.engine.screens.faces import mark_of
from etabli.platform.engine.screens.place import Place
from etabli.platform.people.models import Person, Unit
from etabli.platform.spaces.circles import circle_planned
from etabli.platform.spaces.heading import Heading
from etabli.platform.spaces.models import Rank
from etabli.platform.spaces.refusal import SpaceRefusal
from etabli.ui.render import page, toasted


@dataclass
class Question:
    """An ask as its form shows it. ``chosen``: (uid, name) of who was answered."""

    ask: Ask
    label: str
    hint: str
    unanswered: str
    chosen: list[tuple[str, str]]
    error: str = ""

    @property
    def search(self) -> str:
        """Where the input searches as one types."""
        return UNITS_SEARCH if self.ask.kind == "unit" else PEOPLE_SEARCH


@policy("signed_in")
def show(request: HttpRequest, space: UUID, app: str) -> HttpResponse:
    """Whom the app names in this space; POST says it. Letting more people read is confirmed."""
    place = Place.of(request, space, app)
    head = place.heading()
    if not place.app.asks or not head.can_animate:
        raise Http404
    questions = _questions(place)
    if request.method != "POST":
        return _form(place, head, questions)
    if head.rank < Rank.OWNER:
        raise Http404
    given = {one.ask.uid: _read(request, one) for one in questions}
    if any(one.error for one in questions):
        return _form(place, head, questions)
    new = _newly_named(place, given)
    records = written(place.app, place.space) if new else 0
    if records and not request.POST.get("confirmed"):
        return _widening(place, head, new, records)
    try:
        with transaction.atomic():
            answer(place.app, place.space, given, by=place.person)
    except SpaceRefusal as refused:
        return toasted(redirect(request.path), request, refused.sentence)
    return toasted(redirect(place.url), request, _("Saved."))


def open_questions(place: Place) -> list[Question]:
    """What is still to be answered where a reader is, if she runs the space."""
    if not place.app.asks:
        return []
    return [one for one in _questions(place) if not one.chosen]


def _questions(place: Place) -> list[Question]:
    given, lang = answers(place.space.pk, place.app.app), place.person.language
    return [
        Question(
            ask,
            ask.name.say(lang),
            ask.hint.say(lang) if ask.hint else "",
            ask.unanswered.say(lang) if ask.unanswered else _("Nobody is named."),
            _chosen(ask, given.get(uid)),
        )
        for uid, ask in place.app.asks.items()
    ]


def _chosen(ask: Ask, target: int | None) -> list[tuple[str, str]]:
    rows: Any = Unit.objects if ask.kind == "unit" else Person.objects
    return [(str(row.uid), row.name) for row in rows.filter(pk=target)]


def _read(request: HttpRequest, question: Question) -> int | None:
    """The id of what was chosen; says on the question when it is not to be found."""
    typed = request.POST.get(question.ask.uid, "").strip()
    if not typed:
        question.chosen = []
        return None
    try:
        uid = UUID(typed)
    except ValueError:
        question.error = _("Choose in the list.")
        return None
    people = Person.objects.filter(active=True, kind=Person.Kind.PERSON)
    rows: Any = Unit.objects.all() if question.ask.kind == "unit" else people
    found = rows.filter(uid=uid).first()
    if found is None:
        question.error = _("Choose in the list.")
        return None
    question.chosen = [(str(found.uid), found.name)]
    return int(found.pk)


def _newly_named(place: Place, given: dict[str, int | None]) -> dict[str, int]:
    before = answers(place.space.pk, place.app.app)
    return {ask: one for ask, one in given.items() if one is not None and one != before.get(ask)}


def _form(place: Place, head: Heading, questions: list[Question]) -> HttpResponse:
    wrong = any(one.error for one in questions)
    shown = _shown(place, head) | {"questions": questions, "owns": head.rank >= Rank.OWNER}
    return page(place.request, "engine/asks.html", shown, status=422 if wrong else 200)


def _widening(place: Place, head: Heading, new: dict[str, int], records: int) -> HttpResponse:
    """Who would read what is already written, before anybody does."""
    circle = circle_planned(
        [named(place.app, ask, target) for ask, target in new.items()], by=place.person
    )
    sent = [(uid, place.request.POST.get(uid, "")) for uid in place.app.asks]
    shown = {"circle": circle, "records": records, "sent": sent}
    return page(place.request, "engine/asks_widening.html", _shown(place, head) | shown)


def _shown(place: Place, head: Heading) -> dict[str, Any]:
    lang = place.person.language
    return {
        "head": head,
        "place": place,
        "mark": mark_of(place.app, lang),
        "name": place.app.plural(lang),
        "back": f"{head.url}reglages/apps/",
    }
