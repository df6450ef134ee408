"""Spaces, few of them big and many small, and who is in them."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import accumulate
from random import Random
from typing import Any

from django.utils import timezone

from bench.organisation.rows import pour
from bench.organisation.sizes import Size
from etabli.lib.ids import uuid7
from etabli.lib.text import sort_key
from etabli.platform.access.audiences import audience_ids, in_space, organisation
from etabli.platform.db.roles import Connection
from etabli.platform.people.hues import hue_for
from etabli.platform.spaces.models import Rank

APPS = ("publications", "questions", "tasks", "incidents")
OPEN, SECRET = 0.3, 0.1
"""Parts of all spaces; the others are closed."""
TABLE, BOARD = 1, 2
"""The open spaces whose table and whose board are measured."""
FEWEST, MOST_OF_ALL = 4, 0.1
"""People of the smallest space, and part of all people in the biggest."""

SPACE = (
    "id uid name sort_key description visibility inherits lineage hue audience_id readers_id "
    "created_at"
).split()
MEMBERSHIP = "space_id person_id rank since".split()
SPACE_APP = "space_id app position asks".split()

Members = dict[int, list[int]]


def spaces(line: Connection, size: Size, chance: Random) -> Members:
    """The people of each space, by its id; the first of them owns it."""
    ids = range(1, size.spaces + 1)
    kinds = {n: _kind(n, chance) for n in ids}
    readers = dict(zip(ids, audience_ids([[in_space(n, Rank.GUEST)] for n in ids]), strict=True))
    (everybody,) = audience_ids([[organisation()]])
    pour(line, "spaces_space", SPACE, _spaces(kinds, readers, everybody))
    members = _members(size, kinds, chance)
    pour(line, "spaces_membership", MEMBERSHIP, _memberships(members))
    pour(
        line,
        "spaces_spaceapp",
        SPACE_APP,
        ([n, app, place, "{}"] for n in ids for place, app in enumerate(APPS)),
    )
    return members


def _kind(n: int, chance: Random) -> str:
    if n in (TABLE, BOARD) or chance.random() < OPEN:
        return "open"
    return "secret" if chance.random() < SECRET else "closed"


def _spaces(kinds: dict[int, str], readers: dict[int, int], everybody: int) -> Iterator[list[Any]]:
    made = timezone.now() - timedelta(days=800)
    for n, kind in kinds.items():
        name = f"Espace {n}"
        audience = readers[n] if kind == "secret" else everybody
        named = [name, sort_key(name), "", kind, False, [n], hue_for(name)]
        yield [n, uuid7(), *named, audience, readers[n], made]


def _members(size: Size, kinds: dict[int, str], chance: Random) -> Members:
    weights = list(accumulate(1 / (rank + 20) ** 0.7 for rank in range(size.people)))
    people = range(1, size.people + 1)
    found: Members = {}
    for n in kinds:
        wanted = max(FEWEST, int(size.people * MOST_OF_ALL / n**0.7))
        drawn = chance.choices(people, cum_weights=weights, k=wanted)
        # The readers are only where they are counted to be.
        found[n] = list(dict.fromkeys(p for p in drawn if p > len(size.readers))) or [size.people]
    for person, (_name, count) in enumerate(size.readers.items(), 1):
        closed = [n for n, kind in kinds.items() if kind != "open"]
        for n in [TABLE, BOARD, *chance.sample(closed, min(count, len(closed)))]:
            found[n].append(person)
    return found


def _memberships(members: Members) -> Iterator[list[Any]]:
    since = timezone.now() - timedelta(days=700)
    for space, people in members.items():
        for place, person in enumerate(people):
            rank = Rank.OWNER if place == 0 else Rank.MEMBER
            yield [space, person, int(rank), since]
