"""When items take place: once each, unless something says that they come again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from etabli.platform.engine.app import App
from etabli.platform.engine.definition.views import View
from etabli.platform.engine.fields.due import END_OF_DAY
from etabli.platform.engine.spans import day_ends, day_starts, whole_days
from etabli.platform.items.models import Item

OWN = "starts"
"""The beginning and the end of the item itself, as ``schedulable`` gives them."""


@dataclass(frozen=True)
class Occurrence:
    """A time an item takes place, in the zone of whoever looks.

    ``ends`` is the last moment of it. ``of``: what says when (``starts``, ``due`` or a field).
    ``key`` tells the occurrences of one item apart; empty for the only one.
    """

    item: Item
    starts: datetime
    ends: datetime
    all_day: bool = False
    of: str = OWN
    key: str = ""

    @cached_property
    def first(self) -> date:
        """The day it begins."""
        return self.starts.date()

    @cached_property
    def last(self) -> date:
        """The day it ends; what ends at midnight ends the day before."""
        midnight = self.ends > self.starts and self.ends.time() == time(0)
        return date.fromordinal(self.ends.toordinal() - 1) if midnight else self.ends.date()


Repeats = Callable[[Item, datetime, datetime], Iterable[Occurrence] | None]
_repeats: list[Repeats] = []


def repeated_by(repeats: Repeats) -> None:
    """Let a function give the occurrences of items that come again.

    It is given an item and two moments, and answers the occurrences that touch the time
    between them, or None for an item that happens once. Such an item keeps as ``ends_at``
    the end of its last occurrence (a far day when there is none), so that it is found.
    """
    _repeats.append(repeats)


def occurrences(item: Item, after: datetime, before: datetime) -> list[Occurrence]:
    """The times an item takes place between two moments, in the zone of ``after``.

    ``before`` is not reached. Plain items have one occurrence, or none.
    """
    if item.starts_at is None:
        return []
    for repeats in _repeats:
        found = repeats(item, after, before)
        if found is not None:
            return list(found)
    zone = _zone(after)
    starts = item.starts_at.astimezone(zone)
    ends = (item.ends_at or item.starts_at).astimezone(zone)
    if starts >= before or ends < after:
        return []
    return [Occurrence(item, starts, ends, whole_days(starts, ends, zone))]


@dataclass(frozen=True)
class Placing:
    """What places the items of an app in time: ``uid`` is ``starts``, ``due`` or a date field."""

    uid: str
    column: str
    in_days: bool = False

    @classmethod
    def by(cls, app: App, view: View) -> "Placing":
        """What places the items in a calendar view."""
        on = app.behaviours.schedulable
        uid = view.starts or OWN
        if uid == OWN or (on and uid in (on.starts, on.period)):
            return cls(OWN, "starts_at")
        return cls(uid, app.column(uid), app.field(uid).kind == "date")

    def between(self, rows: QuerySet[Item], after: datetime, before: datetime) -> QuerySet[Item]:
        """The items that may take place between two moments, in the order they begin."""
        if self.uid == OWN:
            found = rows.filter(starts_at__isnull=False, ends_at__gte=after, starts_at__lt=before)
            return found.order_by("starts_at", "id")
        low, high = (_as_kept(one, self.in_days) for one in (after, before))
        column = self.column
        within = Q(**{f"{column}__gte": low, f"{column}__lt": high})
        return rows.filter(within).order_by(column, "id")

    def occurrences(self, item: Item, after: datetime, before: datetime) -> list[Occurrence]:
        """When an item takes place between two moments, by this."""
        if self.uid == OWN:
            return occurrences(item, after, before)
        at = getattr(item, self.column)
        if at is None:
            return []
        zone = _zone(after)
        if self.in_days:
            day = at.astimezone(UTC).date()
            return [Occurrence(item, day_starts(day, zone), day_ends(day, zone), True, self.uid)]
        local = at.astimezone(zone)
        if self.uid == "due" and local.time() == END_OF_DAY:
            day = local.date()
            return [Occurrence(item, day_starts(day, zone), day_ends(day, zone), True, self.uid)]
        return [Occurrence(item, local, local, of=self.uid)]


def _zone(moment: datetime) -> ZoneInfo:
    zone = moment.tzinfo
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC")


def _as_kept(moment: datetime, in_days: bool) -> datetime:
    """Days are kept by their midnight in UTC, whatever the zone of the house."""
    return datetime.combine(moment.date(), time(0), UTC) if in_days else moment
