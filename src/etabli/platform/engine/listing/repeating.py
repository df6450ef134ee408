"""The times of an item that comes again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from django.utils import timezone

from etabli.platform.engine.listing.occurring import Occurrence
from etabli.platform.engine.registry import apps
from etabli.platform.engine.spans import Span, once_of, rule_of, span_on, whole_days
from etabli.platform.items.models import Item

ONE_DAY = timedelta(days=1)


def coming_again(item: Item, after: datetime, before: datetime) -> list[Occurrence] | None:
    """The times between two moments; None for what happens once.

    Hours are those of the house's clock, told in the zone of ``after``.
    """
    app, zone = apps().get(item.app), house_zone()
    rule = rule_of(app, item.data) if app else None
    once = once_of(app, item.data, zone) if app and rule else None
    if rule is None or once is None or rule.last(once[0].date()) is None:
        return None
    low = after.astimezone(zone).date() - (once[1].date() - once[0].date()) - ONE_DAY
    days = rule.between(once[0].date(), low, before.astimezone(zone).date())
    spans = (span_on(once, day) for day in days)
    return [
        _occurrence(item, span, after.tzinfo if isinstance(after.tzinfo, ZoneInfo) else zone)
        for span in spans
        if span[0] < before and span[1] >= after
    ]


def next_times(item: Item, now: datetime, most: int) -> list[Occurrence]:
    """The next times of an item that comes again, the one going on included."""
    app, zone = apps().get(item.app), house_zone()
    rule = rule_of(app, item.data) if app else None
    once = once_of(app, item.data, zone) if app and rule else None
    if rule is None or once is None:
        return []
    spans = (span_on(once, day) for day in rule.days_from(once[0].date()))
    ahead: Iterator[Span] = (span for span in spans if span[1] >= now)
    return [_occurrence(item, span, zone) for span in islice(ahead, most)]


def house_zone() -> ZoneInfo:
    """Where the clock that counts is."""
    return ZoneInfo(timezone.get_current_timezone_name())


def _occurrence(item: Item, span: Span, zone: ZoneInfo) -> Occurrence:
    day = span[0].date().isoformat()
    starts, ends = span[0].astimezone(zone), span[1].astimezone(zone)
    return Occurrence(item, starts, ends, whole_days(starts, ends, zone), key=day)
