"""What rank somebody has in a space."""

from collections.abc import Iterable

from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Membership, Rank, Space


def ranks_of(person: Person) -> dict[int, int]:
    """Direct ranks by space id; asked once for each ``Person`` in memory."""
    known: dict[int, int] | None = person.__dict__.get("_ranks")
    if known is None:
        rows = Membership.objects.filter(person_id=person.pk).values_list("space_id", "rank")
        known = person.__dict__["_ranks"] = dict(rows)
    return known


def forget_ranks(person: Person) -> None:
    """Ask again next time: a membership just changed."""
    person.__dict__.pop("_ranks", None)


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
    """The spaces a person belongs to, by name: what her navigation shows."""
    ids = list(ranks_of(person))
    return list(Space.objects.filter(pk__in=ids, archiving=None).order_by("sort_key"))


def may(person: Person, rank: int, space: Space) -> bool:
    """Whether a person has at least this rank in a space that is still alive."""
    return rank_in(space, person) >= rank and not hasattr(space, "archiving")
