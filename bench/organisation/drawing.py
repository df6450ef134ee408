"""What the items of an organisation are: drawn one by one, the same each time."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from django.utils import timezone

from bench.organisation.sizes import BOARD, TABLE_SHARE, TALK, Size
from bench.organisation.spaces import BOARD as BOARD_SPACE
from bench.organisation.spaces import TABLE as TABLE_SPACE
from bench.organisation.spaces import Members
from etabli.platform.engine.registry import get

MIX = {"publications": 0.4, "questions": 0.2, "tasks": 0.3, "incidents": 0.1}
SETTLED = 0.9
"""Part of the items that wait for nobody any more."""
DAYS = 1000


@dataclass(frozen=True)
class Drawn:
    """One item to be. ``comments``: how many are said under it."""

    id: int
    app: str
    space: int
    author: int
    assignee: int | None
    state: str
    made: datetime
    comments: int


def draw(size: Size, members: Members, chance: Random) -> Iterator[Drawn]:
    """Items in the order of their ids, which is that of their days."""
    weights = list(accumulate(1 / n**0.8 for n in members))
    answers = _answers(size, chance)
    now = timezone.now()
    table = int(size.items * TABLE_SHARE)
    for n in range(1, size.items + 1):
        made = now - timedelta(days=DAYS * (1 - n / size.items) ** 1.5, seconds=1)
        app, space = _place(n, size, table, weights, chance)
        people = members[space]
        author = people[int(chance.random() ** 2 * len(people))]
        handed = app in ("tasks", "incidents") and chance.random() < 0.7
        assignee = people[int(chance.random() * len(people))] if handed else None
        state = _state(app, chance, on_board=_on_board(n, size))
        comments = TALK if n == size.items else next(answers)
        yield Drawn(n, app, space, author, assignee, state, made, comments)


def _place(n: int, size: Size, table: int, weights: list[float], chance: Random) -> tuple[str, int]:
    if n == size.items:
        return "publications", TABLE_SPACE
    if _on_board(n, size):
        return "incidents", BOARD_SPACE
    if n % (size.items // table) == 0:
        return "tasks", TABLE_SPACE
    space = bisect(weights, chance.random() * weights[-1]) + 1
    app = chance.choices(tuple(MIX), tuple(MIX.values()))[0]
    if (app, space) == ("incidents", BOARD_SPACE):
        app = "publications"  # the board keeps the number of its cards
    return app, space


def _on_board(n: int, size: Size) -> bool:
    return n % (size.items // BOARD) == 1


def _state(app: str, chance: Random, *, on_board: bool) -> str:
    states = get(app).states
    if not states:
        return ""
    final = [uid for uid, state in states.items() if state.final]
    living = [uid for uid, state in states.items() if not state.final]
    if on_board:
        return chance.choice([*living, final[0]])
    return final[0] if chance.random() < SETTLED else chance.choice(living)


def _answers(size: Size, chance: Random) -> Iterator[int]:
    """How many comments each item has: none for half of them, hundreds for a few."""
    left, items = size.comments - TALK, size.items - 1
    mean = left / items
    while True:
        drawn = int(mean * 1.05 * chance.paretovariate(1.6) - mean * 0.6)
        drawn = min(drawn, 400, left) if chance.random() < 0.6 else 0
        left -= drawn
        yield drawn
