"""Days on which something comes again, by the rules of RFC 5545.

Days only: whoever asks puts the hour of the clock on them, which is why what takes place at
nine stays at nine when the clocks change.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import takewhile
from typing import Any, Literal

from dateutil.relativedelta import relativedelta
from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, YEARLY, rrule

Every = Literal["week", "two_weeks", "month", "weekday", "year"]
EVERY: tuple[Every, ...] = ("week", "two_weeks", "month", "weekday", "year")
"""``month``: the same day of the month; ``weekday``: the same weekday of it, its second Tuesday."""
WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_BY_NAME = dict(zip(WEEKDAYS, (MO, TU, WE, TH, FR, SA, SU), strict=True))
MOST = 400
"""Times one may ask for, and days one may leave out."""
RECKONED = 512
"""Rules whose days are remembered, some hundreds of days each."""
FURTHEST = {"week": 10, "two_weeks": 10, "month": 20, "weekday": 20, "year": 50}
"""Years after which what says no end is no longer reckoned."""


@dataclass(frozen=True)
class Rule:
    """``days``: of a week, by name; that of the beginning if empty. ``until`` is the last day
    it may fall on, ``times`` how many times, exceptions counted. ``but``: days left out.
    """

    every: Every
    days: tuple[str, ...] = ()
    until: date | None = None
    times: int | None = None
    but: frozenset[date] = frozenset()

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Rule":
        """From its JSON: ``every``, and ``days``, ``until``, ``times``, ``but`` when said."""
        return cls(
            kept["every"],
            tuple(kept.get("days", ())),
            date.fromisoformat(kept["until"]) if kept.get("until") else None,
            kept.get("times"),
            frozenset(date.fromisoformat(day) for day in kept.get("but", ())),
        )

    def days_from(self, first: date) -> Iterator[date]:
        """The days it falls on, in order, exceptions left out. ``first``: when it begins."""
        return iter(_days_of(self, first))

    def between(self, first: date, after: date, before: date) -> list[date]:
        """The days from ``after`` to ``before``, both included."""
        days = _days_of(self, first)
        return list(days[bisect_left(days, after) : bisect_right(days, before)])

    def last(self, first: date) -> date | None:
        """The last day; None when it falls on no day at all."""
        days = _days_of(self, first)
        return days[-1] if days else None

    def rrule(self, first: date) -> rrule:
        """The rule of RFC 5545, without its exceptions."""
        end = first + relativedelta(years=FURTHEST[self.every])
        until = datetime.combine(min(end, self.until or end), time(0))
        bounds: dict[str, Any] = {"dtstart": datetime.combine(first, time(0))}
        # The standard wants one end or the other.
        bounds |= {"count": self.times} if self.times else {"until": until}
        return rrule(**_frequency(self, first), **bounds)


@lru_cache(maxsize=RECKONED)
def _days_of(rule: Rule, first: date) -> tuple[date, ...]:
    """All the days of a rule: the same for everybody, whatever page asks."""
    end = first + relativedelta(years=FURTHEST[rule.every])
    days = (moment.date() for moment in rule.rrule(first))
    return tuple(day for day in takewhile(lambda day: day <= end, days) if day not in rule.but)


def _frequency(rule: Rule, first: date) -> dict[str, Any]:
    match rule.every:
        case "week" | "two_weeks":
            days = rule.days or (WEEKDAYS[first.weekday()],)
            interval = 2 if rule.every == "two_weeks" else 1
            by = [_BY_NAME[day] for day in days]
            return {"freq": WEEKLY, "interval": interval, "byweekday": by, "wkst": MO}
        case "month":
            return {"freq": MONTHLY, "bymonthday": first.day}
        case "weekday":
            return {"freq": MONTHLY, "byweekday": _BY_NAME[WEEKDAYS[first.weekday()]](rank(first))}
    return {"freq": YEARLY, "bymonth": first.month, "bymonthday": first.day}


def rank(day: date) -> int:
    """Which one of its month a weekday is: 1 to 4, and -1 for the last one after these."""
    found = (day.day - 1) // 7 + 1
    return found if found < 5 else -1


def shifted(moment: datetime, later: timedelta) -> datetime:
    """A moment of another day at the same hour of the clock, in the zone it carries.

    An hour that the clocks leap over is the one they leap to.
    """
    clock = moment.replace(tzinfo=None) + later
    there = clock.replace(tzinfo=moment.tzinfo, fold=0)
    return datetime.fromtimestamp(there.timestamp(), moment.tzinfo)
