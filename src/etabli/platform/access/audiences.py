"""Audiences are found or made from a set of grants; equal sets are one audience."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from etabli.platform.access.models import Audience, Grant

ORGANISATION = Grant.Kind.ORGANISATION


@dataclass(frozen=True, order=True)
class Principal:
    """Somebody to whom something may be given: all members of the house, those of a space
    from a rank up, a unit and what is below it, one person, or whoever manages a person.
    """

    kind: str
    target: int | None = None
    rank: int | None = None

    @property
    def key(self) -> str:
        return ":".join(
            str(part) for part in (self.kind, self.target, self.rank) if part is not None
        )


def organisation() -> Principal:
    return Principal(Grant.Kind.ORGANISATION)


def in_space(space_id: int, rank: int) -> Principal:
    return Principal(Grant.Kind.SPACE, space_id, rank)


def one(person_id: int) -> Principal:
    return Principal(Grant.Kind.PERSON, person_id)


def manager_of(person_id: int) -> Principal:
    return Principal(Grant.Kind.MANAGER_OF, person_id)


def acting_for(person_id: int) -> Principal:
    """Whoever a person has named to decide in her place, on the days she said."""
    return Principal(Grant.Kind.ACTING_FOR, person_id)


def unit(unit_id: int) -> Principal:
    return Principal(Grant.Kind.UNIT, unit_id)


def audience_of(principals: Iterable[Principal], *, apart: bool = False) -> Audience:
    """The audience made of these principals and no other.

    In a space, only the lowest rank counts: it includes the higher ones. ``apart``: one that
    is never shared with what is not kept apart. What hangs on an item follows it from one
    audience to another; what is kept for fewer people must stay behind, also while the item
    is, for now, for the same people.
    """
    wanted = _simplified(principals)
    key = f"apart|{key_of(wanted)}" if apart else key_of(wanted)
    found = Audience.objects.filter(key=key).first()
    return found or _made(key, wanted)


def key_of(principals: Iterable[Principal]) -> str:
    """The canonical text of a set of principals."""
    return "|".join(principal.key for principal in _simplified(principals))


def known_ids(keys: Iterable[str]) -> dict[str, int]:
    """Of these keys, those of audiences that exist, and their ids."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, id FROM access_audience WHERE key = ANY (%s)", [list(keys)])
        return dict(cursor.fetchall())


def audience_ids(sets: Sequence[Iterable[Principal]]) -> list[int]:
    """The ids of the audiences made of these sets of principals, in their order.

    What is missing is made by two statements, however many sets there are: for imports.
    """
    wanted = {key_of(found): found for found in map(_simplified, sets)}
    there = set(Audience.objects.filter(key__in=wanted).values_list("key", flat=True))
    missing = [key for key in wanted if key not in there]
    made = Audience.objects.bulk_create(Audience(key=key) for key in missing)
    Grant.objects.bulk_create(
        Grant(audience=audience, kind=one.kind, target=one.target, rank=one.rank)
        for audience in made
        for one in wanted[audience.key]
    )
    ids = dict(Audience.objects.filter(key__in=wanted).values_list("key", "id"))
    return [ids[key_of(principals)] for principals in sets]


def _simplified(principals: Iterable[Principal]) -> list[Principal]:
    lowest: dict[tuple[str, int | None], Principal] = {}
    for principal in sorted(set(principals), key=lambda p: (p.kind, p.target or 0, p.rank or 0)):
        lowest.setdefault((principal.kind, principal.target), principal)
    return list(lowest.values())


def _made(key: str, principals: list[Principal]) -> Audience:
    # Two requests may need the same new audience at once: the second finds the first's.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_audience (key, everyone, size) VALUES (%s, false, 0) "
            "ON CONFLICT (key) DO NOTHING RETURNING id",
            [key],
        )
        made = cursor.fetchone()
    audience = Audience.objects.get(key=key)
    if made:
        Grant.objects.bulk_create(
            Grant(audience=audience, kind=p.kind, target=p.target, rank=p.rank) for p in principals
        )
        audience.refresh_from_db()
    return audience
