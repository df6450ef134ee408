"""Where a page of the engine stands: a space, and an app switched on there."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest

from etabli.platform.access.doors import audiences_of, mine_of, within
from etabli.platform.db.prepared import planned
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.registry import apps
from etabli.platform.engine.rights import may_create
from etabli.platform.items.models import Item
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.platform.spaces.heading import Heading, heading_of
from etabli.platform.spaces.models import Space, SpaceApp
from etabli.ui.shell import Link


@dataclass
class Place:
    """A reader in an app of a space. Raises Http404 when she may not be there."""

    request: HttpRequest
    space: Space
    app: App

    @classmethod
    def of(cls, request: HttpRequest, space: UUID, app: str) -> "Place":
        """The place an address names."""
        found = readable_space(request, space)
        definition = apps().get(app)
        if definition is None or app not in apps_in(found):
            raise Http404
        return cls(request, found, definition)

    @property
    def person(self) -> Person:
        return person_of(self.request)

    @cached_property
    def context(self) -> Context:
        return context_for(self.person)

    @property
    def url(self) -> str:
        return f"/espaces/{self.space.uid}/{self.app.app}/"

    @cached_property
    def can_create(self) -> bool:
        return may_create(self.app, self.space, self.person)

    def heading(self) -> Heading:
        return heading_of(self.space, self.person, self.app.app)


def readable_space(request: HttpRequest, uid: UUID) -> Space:
    """A space whose content the reader may read. Raises Http404."""
    person = person_of(request)
    space = findable_space(uid, by=person)
    if space.readers_id not in audiences_of(person):
        raise Http404
    return space


def findable_space(uid: UUID, *, by: Person) -> Space:
    """A space one may find, its content apart. Raises Http404."""
    for space in _found(uid=uid, mine=mine_of(by)):
        return space
    raise Http404


@planned
def _found(uid: Any, mine: Any) -> QuerySet[Space]:
    rows = Space.objects.filter(within("audience_id", mine), uid=uid)
    return rows.select_related("readers", "parent", "archiving")


def app_tabs(space: Space, person: Person, current: str) -> list[Link]:
    """The tabs of a space's apps; a number says how many items are still open."""
    known = apps()
    on = apps_in(space)
    counts: Counter[str] = Counter()
    for (uid, _state), n in open_counts(space, person).items():
        counts[uid] += n
    return [
        Link(
            known[uid].plural(person.language),
            f"/espaces/{space.uid}/{uid}/",
            icon=known[uid].icon,
            count=counts.get(uid, 0),
            current=current == uid,
        )
        for uid in on
    ]


def apps_in(space: Space) -> list[str]:
    """The apps in service in a space, in the order of its tabs; asked once for each ``Space`` in
    memory.
    """
    on: list[str] | None = space.__dict__.get("_on")
    if on is None:
        on = space.__dict__["_on"] = [app for (app,) in _apps_of(space=space.pk)]
    known = apps()
    return [app for app in on if app in known]


@planned
def _apps_of(space: Any) -> QuerySet[SpaceApp, tuple[str]]:
    return SpaceApp.objects.filter(space_id=space).values_list("app")


def open_counts(space: Space, person: Person) -> dict[tuple[str, str], int]:
    """How many items she sees in each open state of each app of a space; asked once for each
    ``Space`` in memory and each reader.
    """
    kept: dict[int, dict[tuple[str, str], int]] = space.__dict__.setdefault("_open", {})
    if person.pk not in kept:
        kept[person.pk] = _counted(space, person)
    return kept[person.pk]


def _counted(space: Space, person: Person) -> dict[tuple[str, str], int]:
    known, on = apps(), apps_in(space)
    living = tuple((uid, open_states(known[uid])) for uid in on if open_states(known[uid]))
    if not living:
        return {}
    rows = _open(living, space=space.pk, mine=mine_of(person))
    return {(app, state): n for app, state, n in rows}


def open_states(app: App) -> tuple[str, ...]:
    """The states from which something is still to be done."""
    return tuple(uid for uid in app.states if uid not in app.final_states)


@planned
def _open(
    living: tuple[tuple[str, tuple[str, ...]], ...], space: Any, mine: Any
) -> QuerySet[Item, tuple[str, str, int]]:
    """How many items of each app are in each of its open states: by the index of states, which
    says all that is asked, and without those that are done.
    """
    rows = Item.objects.filter(within("audience_id", mine), space_id=space, trashed_at=None)
    first, *others = (
        rows.filter(app=app, state__in=states)
        .values_list("app", "state")
        .annotate(n=Count("*"))
        .order_by()
        for app, states in living
    )
    return first.union(*others, all=True) if others else first
