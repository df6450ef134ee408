"""What rank somebody has in a space."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from etabli.platform.access.doors import array_of
from etabli.platform.db.prepared import planned, prepared
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Membership, Rank, Space, SpaceApp


def ranks_of(person: Person) -> dict[int, int]:
    """Direct ranks by space id; asked once for each ``Person`` in memory."""
    known: dict[int, int] | None = person.__dict__.get("_ranks")
    if known is None:
        known = person.__dict__["_ranks"] = dict(_ranks(person=person.pk))
    return known


@planned
def _ranks(person: Any) -> QuerySet[Membership, tuple[int, int]]:
    return Membership.objects.filter(person_id=person).values_list("space_id", "rank")


def forget_ranks(person: Person) -> None:
    """Ask again next time: a membership just changed."""
    for kept in ("_ranks", "_spaces", "_apps"):
        person.__dict__.pop(kept, None)


def rank_in(space: Space, person: Person) -> int:
    """A person's rank, 0 for none: her own, or an ancestor's where the space inherits.

    A guest of an ancestor is nobody below it. Members of the organisation read open spaces.
    """
    ranks = ranks_of(person) if person.active else {}
    found = [ranks.get(space.pk, 0), *_inherited(space.lineage, ranks)]
    if person.active and space.is_open and person.kind == Person.Kind.PERSON:
        found.append(Rank.READER)
    return max(found)


def ranks_among(people: Iterable[int], space: Space) -> dict[int, int]:
    """The ranks of several people in one space, by id, those of nobody left out."""
    wanted, found = list(people), dict[int, int]()
    rows = Membership.objects.filter(space_id__in=space.lineage, person_id__in=wanted)
    for person, at, rank in rows.values_list("person_id", "space_id", "rank"):
        if at == space.pk or rank > Rank.GUEST:
            found[person] = max(found.get(person, 0), rank)
    if space.is_open:
        members = Person.objects.filter(pk__in=wanted, active=True, kind=Person.Kind.PERSON)
        for person in members.values_list("pk", flat=True):
            found[person] = max(found.get(person, 0), Rank.READER)
    return found


def _inherited(lineage: Iterable[int], ranks: dict[int, int]) -> list[int]:
    return [rank for at in lineage if (rank := ranks.get(at, 0)) > Rank.GUEST]


def spaces_of(person: Person) -> list[Space]:
    """The spaces a person belongs to, by name: what her navigation shows.

    Asked once for each ``Person`` in memory.
    """
    known: list[Space] | None = person.__dict__.get("_spaces")
    if known is None:
        known = person.__dict__["_spaces"] = _alive(ids=array_of(ranks_of(person)))
    return known


@planned
def _alive(ids: Any) -> QuerySet[Space]:
    alive = Space.objects.filter(pk__in_array=ids, archiving=None)
    return alive.select_related("archiving").order_by("sort_key")


def apps_around(person: Person) -> list[tuple[str, int]]:
    """The apps of a person's spaces in the order of tabs, each with the id of its space.

    Asked once for each ``Person`` in memory.
    """
    known: list[tuple[str, int]] | None = person.__dict__.get("_apps")
    if known is None:
        known = person.__dict__["_apps"] = _tabs(spaces=array_of(ranks_of(person)))
    return known


@prepared
def _tabs(spaces: Any) -> QuerySet[SpaceApp, tuple[str, int]]:
    rows = SpaceApp.objects.filter(space_id__in_array=spaces)
    return rows.order_by("position", "app").values_list("app", "space_id")


def may(person: Person, rank: int, space: Space) -> bool:
    """Whether a person has at least this rank in a space that is still alive."""
    return rank_in(space, person) >= rank and not hasattr(space, "archiving")
