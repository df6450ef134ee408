"""From the fields that say when, to the two moments between which an item lasts."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from etabli.lib.recurrence import Rule, shifted
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.period import PeriodField

Span = tuple[datetime, datetime]
LAST = timedelta(seconds=1)
"""A whole day ends one second before the next begins."""


def span_of(app: App, values: Mapping[str, Any], zone: ZoneInfo) -> Span | None:
    """When an item begins and ends by its canonical values; None when they do not say.

    What comes again lasts from its first time to its last.
    """
    once, rule = once_of(app, values, zone), rule_of(app, values)
    if once is None or rule is None:
        return once
    days = list(rule.days_from(once[0].date()))
    return (span_on(once, days[0])[0], span_on(once, days[-1])[1]) if days else once


def rule_of(app: App, values: Mapping[str, Any]) -> Rule | None:
    """How often an item comes again by its canonical values; None when it does not."""
    on = app.behaviours.schedulable
    kept = values.get(on.repeats) if on is not None and on.repeats else None
    return Rule.read(kept) if kept else None


def span_on(once: Span, day: date) -> Span:
    """What lasts from one moment to another, begun on another day, by the clock."""
    later = day - once[0].date()
    return shifted(once[0], later), shifted(once[1], later)


def once_of(app: App, values: Mapping[str, Any], zone: ZoneInfo) -> Span | None:
    """When an item takes place the first time, or the only one, by its canonical values.

    What has no end of its own lasts until it begins, or until its day is over when it is
    told in days. An end before the beginning is taken as none.
    """
    on = app.behaviours.schedulable
    if on is None or not on.dated:
        return None
    if on.period is not None:
        period, value = app.fields[on.period], values.get(on.period)
        return period.bounds(value, zone) if value and isinstance(period, PeriodField) else None
    starts = _moment(app.fields[str(on.starts)], values.get(str(on.starts)), zone)
    if starts is None:
        return None
    ends = _moment(app.fields[on.ends], values.get(on.ends), zone) if on.ends else None
    ends = max(starts, ends or starts)
    in_days = app.fields[on.ends or str(on.starts)].kind == "date"
    if on.all_day and values.get(on.all_day):
        return day_starts(starts.date(), zone), day_ends(ends.date(), zone)
    return starts, day_ends(ends.date(), zone) if in_days else ends


def day_starts(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day, there."""
    return datetime.combine(day, time(0), zone)


def day_ends(day: date, zone: ZoneInfo) -> datetime:
    """The last second of a day, there, whatever the clocks do that day."""
    return day_starts(day + timedelta(days=1), zone) - LAST


def whole_days(starts: datetime, ends: datetime, zone: ZoneInfo) -> bool:
    """Whether something is told in days, or in halves of a day, rather than in hours."""
    first, last = starts.astimezone(zone), ends.astimezone(zone)
    from_day, from_noon = first.time() == time(0), first.time() == time(12)
    until_day = last == day_ends(last.date(), zone)
    return ((from_day or from_noon) and until_day) or (from_day and last.time() == time(12))


def _moment(field: Field, value: Any, zone: ZoneInfo) -> datetime | None:
    if not value:
        return None
    if field.kind == "date":
        return day_starts(date.fromisoformat(value), zone)
    return datetime.fromisoformat(value).astimezone(zone)
