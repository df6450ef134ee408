"""The home of a space: its apps at a glance, then its feed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from etabli.platform.access.doors import audiences_of
from etabli.platform.access.policy import policy
from etabli.platform.engine.app import App
from etabli.platform.engine.listing.board import progress
from etabli.platform.engine.listing.rows import items_in
from etabli.platform.engine.registry import apps
from etabli.platform.engine.rights import may_create
from etabli.platform.engine.screens.composing import composer_for
from etabli.platform.engine.screens.faces import Mark, face_of, mark_of
from etabli.platform.engine.screens.feeding import entries_of
from etabli.platform.engine.screens.place import apps_in, findable_space, open_counts, open_states
from etabli.platform.engine.screens.stepping import Standing, standing_of
from etabli.platform.feed.reading import feed_in
from etabli.platform.items.gathering import gathered
from etabli.platform.items.models import Item
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.platform.spaces.heading import heading_of
from etabli.platform.spaces.models import JoinRequest, Space
from etabli.ui.render import page
from etabli.ui.shell import Face

OLDEST = 3


@dataclass(frozen=True)
class Glance:
    """An app with stages, in one look: how many items at each open stage, and the oldest."""

    app: App
    mark: Mark
    url: str
    bars: list[tuple[Standing, int, int]]
    oldest: list[tuple[Item, Standing | None, Face | None]]


@policy("signed_in")
def show(request: HttpRequest, space: UUID) -> HttpResponse:
    """A space, for whoever may find it; its content, for whoever may read it."""
    person = person_of(request)
    found = findable_space(space, by=person)
    shown: dict[str, Any] = {"head": heading_of(found, person, "home"), "space": found}
    if found.readers_id not in audiences_of(person):
        shown["asked"] = JoinRequest.objects.filter(space=found, person=person).first()
        return page(request, "engine/space_closed.html", shown)
    feed = feed_in(found, person, before=request.GET.get("avant", ""))
    on = apps_in(found)
    writable = [
        _maker(apps()[uid], found, person) for uid in on if may_create(apps()[uid], found, person)
    ]
    shown |= {
        "glances": _glances([apps()[uid] for uid in on], found, person),
        "entries": entries_of(feed.entries, person),
        "older": feed.older,
        "writable": writable,
        "composer": composer_for(person, [found], writable, found),
        "children": Space.objects.filter(parent=found).order_by("sort_key"),
        "topic": f"space:{found.uid}",
        "lang": person.language,
    }
    return page(request, "engine/space_home.html", shown)


def _maker(app: App, space: Space, person: Person) -> Mark:
    label = app.new.say(person.language) if app.new else app.label(person.language)
    url = f"/espaces/{space.uid}/{app.app}/nouveau/"
    return Mark(label, app.colour, icon=app.icon, url=url)


def _glances(on: Sequence[App], space: Space, person: Person) -> list[Glance]:
    counts = open_counts(space, person)
    staged = [app for app in on if len(app.states) > 1]
    moving = [app for app in staged if any(counts.get((app.app, uid)) for uid in app.states)]
    oldest: dict[str, list[Item]] = {app.app: [] for app in moving}
    for item in gathered(one for app in moving for one in _oldest(app, space, person)):
        oldest[item.app].append(item)
    return [_glance(app, space, person, oldest[app.app]) for app in moving]


def _oldest(app: App, space: Space, person: Person) -> Iterable[Item]:
    rows = items_in(app, space, person).filter(state__in=open_states(app))
    return rows.select_related(None).order_by("created_at")[:OLDEST]


def _glance(app: App, space: Space, person: Person, items: Sequence[Item]) -> Glance:
    known, lang = open_counts(space, person), person.language
    counts = {uid: known.get((app.app, uid), 0) for uid in app.states}
    most = max(counts.values())
    bars = [
        (
            Standing(state.name.say(lang), round(100 * progress(app, uid)), state.tone or ""),
            round(100 * counts[uid] / most),
            counts[uid],
        )
        for uid, state in app.states.items()
        if counts[uid]
    ]
    oldest = [(item, standing_of(app, item, lang), face_of(item.assignee)) for item in items]
    url = f"/espaces/{space.uid}/{app.app}/"
    return Glance(app, mark_of(app, lang, url), url, bars, oldest)
