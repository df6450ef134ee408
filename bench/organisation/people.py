"""Units, people, and the few who have an account to read with."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from bench.organisation.rows import pour
from bench.organisation.sizes import Size
from etabli.lib.ids import uuid7
from etabli.lib.text import sort_key
from etabli.platform.db.roles import Connection
from etabli.platform.people.hues import hue_for

FIRST = (
    "Ana Ben Chloé Dan Élise Farid Gaëlle Hugo Inès Jules Karim Léa Marc Nadia Odile Paul Rosa "
    "Sofia Thomas Yanis"
).split()
LAST = (
    "Diaz Roy Petit Weiss Moreau Garnier Haddad Lopez Martin Noël Okafor Perrin Quéré Roux Sarr "
    "Texier Vidal Weber Zidi Leroy"
).split()
READER = 1
"""The first of the readers; the others follow her."""
LISTENERS = 5_000
"""People with an account, beside the readers: those who listen and write. Where there are fewer
people, some listen several times.
"""

UNIT = "id uid name sort_key parent_id path".split()
PERSON = (
    "id uid kind name sort_key role job organisation unit_id manager_id photo language theme "
    "hue active joined_at"
).split()
ACCOUNT = "id person_id email password is_active created_at".split()


def people(line: Connection, size: Size, chance: Random) -> None:
    """A tree of units, each with a head who manages its people."""
    pour(line, "people_unit", UNIT, _units(size))
    pour(line, "people_person", PERSON, _persons(size, chance))
    accounts = min(size.people, len(size.readers) + LISTENERS)
    pour(line, "people_account", ACCOUNT, map(account, range(1, accounts + 1)))


def account(n: int) -> list[Any]:
    """The row of the account that a person has."""
    return [n, n, f"p{n}@bench.example", "!", True, timezone.now()]


def _units(size: Size) -> Iterator[list[Any]]:
    paths: dict[int, list[int]] = {}
    for n in range(1, size.units + 1):
        parent = n // 6 or None
        paths[n] = [n, *(paths[parent] if parent else [])]
        name = f"Service {n}"
        yield [n, uuid7(), name, sort_key(name), parent, paths[n]]


def _persons(size: Size, chance: Random) -> Iterator[list[Any]]:
    joined = timezone.now() - timedelta(days=900)
    for n in range(1, size.people + 1):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)} {n}"
        unit = n if n <= size.units else chance.randint(1, size.units)
        manager = (n // 6 or None) if n <= size.units else unit
        role = "admin" if n == 1 else "member"
        named = [name, sort_key(name), role, "Agent", "", unit, manager if manager != n else None]
        yield [n, uuid7(), "person", *named, "", "fr", "", hue_for(name), True, joined]
