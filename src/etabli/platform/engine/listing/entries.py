"""Entries of a calendar, and the places they take: bars over days, columns of an hour."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from etabli.platform.engine.listing.occurring import Occurrence
from etabli.platform.engine.spans import day_ends, day_starts

QUARTER = timedelta(minutes=15)
SHOWN = 4
"""Entries drawn in a day of a month; the others are one link away."""


@dataclass(frozen=True)
class Entry:
    """An occurrence, as the calendar draws it. ``kind``: its type in words."""

    occurrence: Occurrence
    kind: str = ""
    hue: str = ""
    movable: bool = False
    where: str = ""

    @cached_property
    def long(self) -> bool:
        """Whether it is drawn as a bar: whole days, or over more than one."""
        return self.occurrence.all_day or self.occurrence.first != self.occurrence.last

    @property
    def lasts_days(self) -> bool:
        """Whether it stands above the hours of a week."""
        it = self.occurrence
        return it.all_day or it.ends - it.starts >= timedelta(days=1)


@dataclass(frozen=True)
class Piece:
    """The part of an entry that falls on one day. ``begins``, ``ends``: it does here;
    ``again``: its words were said before in this week.

    In a week: ``quarter`` is how many quarters of an hour after the first one drawn it
    begins, ``length`` how many it lasts; ``column`` of ``columns`` side by side.
    """

    entry: Entry
    begins: bool = True
    ends: bool = True
    again: bool = False
    quarter: int = 0
    length: int = 1
    column: int = 0
    columns: int = 1


@dataclass(frozen=True)
class Day:
    """A day of a calendar: bars by their line (None: an empty line), what has an hour, and
    how many entries are not drawn."""

    date: date
    bars: tuple[Piece | None, ...] = ()
    timed: tuple[Piece, ...] = ()
    more: int = 0

    @property
    def empty(self) -> bool:
        return not self.timed and not any(self.bars) and not self.more

    @property
    def pieces(self) -> list[Piece]:
        """Everything drawn, bars first."""
        return [*(bar for bar in self.bars if bar), *self.timed]


def month_days(entries: Sequence[Entry], days: Sequence[date], shown: int = SHOWN) -> list[Day]:
    """The days of a month, week by week, so that a bar keeps its line through a week."""
    found: list[Day] = []
    bars = [one for one in entries if one.long]
    timed: dict[date, list[Piece]] = defaultdict(list)
    for one in entries:
        if not one.long:
            timed[one.occurrence.first].append(Piece(one))
    for start in range(0, len(days), 7):
        week = days[start : start + 7]
        lines = bar_lines(bars, week)
        found += [_month_day(timed[day], day, week, lines, shown) for day in week]
    return found


def bar_lines(bars: Iterable[Entry], week: Sequence[date]) -> list[list[Entry]]:
    """The bars of a week in lines where none meets another, the longest first."""
    here = [b for b in bars if b.occurrence.first <= week[-1] and b.occurrence.last >= week[0]]
    here.sort(key=lambda b: (b.occurrence.first, -b.occurrence.last.toordinal()))
    lines: list[list[Entry]] = []
    for bar in here:
        free = (line for line in lines if line[-1].occurrence.last < bar.occurrence.first)
        line = next(free, None)
        if line is None:
            lines.append(line := [])
        line.append(bar)
    return lines


def bars_of(day: date, week: Sequence[date], lines: Sequence[list[Entry]]) -> list[Piece | None]:
    """What each line holds on a day, without the empty lines at the end."""
    found = [_bar(line, day, week) for line in lines]
    while found and found[-1] is None:
        found.pop()
    return found


def timed_of(
    entries: Iterable[Entry], day: date, zone: ZoneInfo, from_hour: int = 0
) -> list[Piece]:
    """What has an hour on a day, side by side where hours meet."""
    low, high = day_starts(day, zone), day_ends(day, zone)
    here = [
        one
        for one in entries
        if not one.lasts_days and one.occurrence.starts <= high and one.occurrence.last >= day
    ]
    placed = [_placed(one, day, low, high, from_hour) for one in here]
    placed.sort(key=lambda piece: (piece.quarter, -piece.length))
    return _side_by_side(placed)


def _month_day(
    timed: list[Piece],
    day: date,
    week: Sequence[date],
    lines: Sequence[list[Entry]],
    shown: int,
) -> Day:
    bars = bars_of(day, week, lines)
    # The last place of a full day says how many more there are.
    room = shown if len(bars) + len(timed) <= shown else shown - 1
    kept = bars[:room]
    left = timed[: room - len(kept)]
    hidden = sum(one is not None for one in bars[room:]) + len(timed) - len(left)
    return Day(day, tuple(kept), tuple(left), hidden)


def _bar(line: Iterable[Entry], day: date, week: Sequence[date]) -> Piece | None:
    for one in line:
        first, last = one.occurrence.first, one.occurrence.last
        if first <= day <= last:
            return Piece(one, first == day, last == day, again=max(first, week[0]) != day)
    return None


def _placed(entry: Entry, day: date, low: datetime, high: datetime, from_hour: int) -> Piece:
    """Where an entry stands on a day, by what clocks say, also on days of 23 or 25 hours."""
    starts, ends = max(entry.occurrence.starts, low), min(entry.occurrence.ends, high)
    quarter = (starts.hour * 60 + starts.minute) // 15
    until = -(-(ends.hour * 60 + ends.minute) // 15) if ends.date() == day else 96
    length = max(until - quarter, 2)
    return Piece(
        entry,
        begins=entry.occurrence.first == day,
        ends=entry.occurrence.last == day,
        again=entry.occurrence.first != day,
        quarter=quarter - 4 * from_hour,
        length=min(length, 96 - quarter),
    )


def _side_by_side(pieces: Sequence[Piece]) -> list[Piece]:
    """Give each piece a column; pieces that meet, even through others, share the width."""
    found: list[Piece] = []
    group: list[tuple[Piece, int]] = []
    free_at: list[int] = []
    for piece in pieces:
        if free_at and piece.quarter >= max(free_at):
            found += _sharing(group, len(free_at))
            group, free_at = [], []
        column = next((n for n, at in enumerate(free_at) if at <= piece.quarter), len(free_at))
        free_at[column : column + 1] = [piece.quarter + piece.length]
        group.append((piece, column))
    return found + _sharing(group, len(free_at))


def _sharing(group: Iterable[tuple[Piece, int]], columns: int) -> list[Piece]:
    return [
        Piece(p.entry, p.begins, p.ends, p.again, p.quarter, p.length, column, columns)
        for p, column in group
    ]
