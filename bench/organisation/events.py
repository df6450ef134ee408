"""What takes place: many events in one space, and some in each of the others."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import accumulate
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from bench.organisation.drawing import Drawn
from bench.organisation.sizes import Size
from bench.organisation.spaces import TABLE as CALENDAR_SPACE
from bench.organisation.spaces import Members
from bench.organisation.words import Words
from etabli.platform.engine.registry import get
from etabli.platform.engine.spans import span_of

APP = "agenda"
MONTHS = 12
"""Before and after the day the events are made, that something takes place in."""
A_MONTH = 60
"""Events of a month in the space whose calendar is measured."""
SHARE = 0.02
"""Events of the other spaces, as a part of the number of items."""
AGAIN, WHOLE_DAYS = 0.04, 0.1
"""Parts of the events that come again each week for a while, and that last whole days."""
KINDS = ("work", "work", "public", "deadline", "training", "together")
HOURS = (8, 9, 9, 10, 10, 11, 14, 14, 15, 16, 17, 18)


@dataclass(frozen=True)
class Event:
    """``drawn``: what it is as an item. ``values``: its fields, as they are kept."""

    drawn: Drawn
    values: dict[str, Any]
    starts: datetime
    ends: datetime


def draw_events(size: Size, members: Members, chance: Random, first: int) -> Iterator[Event]:
    """Events with ids from ``first``."""
    weights = list(accumulate(1 / n**0.8 for n in members))
    words, zone = Words(chance), ZoneInfo(settings.TIME_ZONE)
    here = 2 * MONTHS * A_MONTH
    for n in range(here + int(size.items * SHARE)):
        space = bisect(weights, chance.random() * weights[-1]) + 1 if n >= here else CALENDAR_SPACE
        values = _values(words, chance, zone)
        span = span_of(get(APP), values, zone)
        assert span is not None
        yield Event(_drawn(first + n, space, members[space], chance, span[0]), values, *span)


def _drawn(number: int, space: int, people: list[int], chance: Random, starts: datetime) -> Drawn:
    author = people[int(chance.random() ** 2 * len(people))]
    told = min(starts, timezone.now()) - timedelta(days=chance.expovariate(1 / 14), seconds=1)
    return Drawn(number, APP, space, author, None, "", told, 0)


def _values(words: Words, chance: Random, zone: ZoneInfo) -> dict[str, Any]:
    day = timezone.localdate(timezone=zone) + timedelta(
        days=chance.randint(-30 * MONTHS, 30 * MONTHS)
    )
    day -= timedelta(days=max(0, day.weekday() - 4))  # few events fall on a week-end
    starts = datetime.combine(day, time(chance.choice(HOURS), chance.choice((0, 0, 30))), zone)
    long = chance.random() < WHOLE_DAYS
    lasts = timedelta(days=chance.randint(0, 4)) if long else timedelta(minutes=30)
    ends = starts + lasts + timedelta(minutes=30 * chance.randint(0, 4))
    values = {
        "title": words.title(),
        "when": _kept(starts),
        "until": _kept(ends),
        "kind": chance.choice(KINDS),
    }
    if long:
        values["whole_day"] = True
    elif chance.random() < AGAIN:
        last = day + timedelta(weeks=chance.randint(2, 26))
        values["again"] = {"every": "week", "until": last.isoformat()}
    return values


def _kept(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
