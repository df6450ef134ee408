"""A list as a calendar: what is drawn on which day, for one reader."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from etabli.platform.engine.app import App
from etabli.platform.engine.definition.views import View
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.listing.entries import (
    Day,
    Entry,
    bar_lines,
    bars_of,
    month_days,
    timed_of,
)
from etabli.platform.engine.listing.occurring import Occurrence
from etabli.platform.engine.listing.pages import CalendarPage
from etabli.platform.engine.listing.table import value_of
from etabli.platform.engine.rights import can
from etabli.platform.engine.writing.editing import may_write
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person

MOST = 800
"""Items read for one screen."""
FROM_HOUR, TO_HOUR = 8, 18
"""Hours a week always draws."""


@dataclass(frozen=True)
class Week:
    """Seven days by the hour, from ``hours[0]``."""

    days: list[Day]
    hours: list[int]

    @property
    def clocks(self) -> list[time]:
        return [time(hour) for hour in self.hours]

    @property
    def quarters(self) -> int:
        return 4 * len(self.hours)


@dataclass(frozen=True)
class Calendar:
    """The entries of a page, in the order they begin. ``full``: more exist than are read."""

    page: CalendarPage
    entries: Sequence[Entry]
    zone: ZoneInfo
    full: bool = False

    def month(self) -> list[Day]:
        return month_days(self.entries, self.page.days)

    def week(self) -> Week:
        """The week, with the hours something takes place in."""
        timed = [one for one in self.entries if not one.lasts_days]
        first = min([FROM_HOUR, *(self._hour(one) for one in timed)])
        last = max([TO_HOUR, *(self._until(one) for one in timed)])
        days = self.page.days
        lines = bar_lines([one for one in self.entries if one.lasts_days], days)
        drawn = [
            Day(
                day, tuple(bars_of(day, days, lines)), tuple(timed_of(timed, day, self.zone, first))
            )
            for day in days
        ]
        return Week(drawn, list(range(first, last)))

    def agenda(self) -> list[Day]:
        """The days on which something begins or lasts, each with all of it."""
        return [day for day in month_days(self.entries, self.page.days, MOST) if not day.empty]

    def on(self, day: date) -> list[Entry]:
        """What takes place on a day, whole days first."""
        here = [one for one in self.entries if one.occurrence.first <= day <= one.occurrence.last]
        return sorted(here, key=lambda one: (not one.long, one.occurrence.starts))

    def _hour(self, entry: Entry) -> int:
        return entry.occurrence.starts.hour if not entry.long else 0

    def _until(self, entry: Entry) -> int:
        if entry.long:
            return 24
        ends = entry.occurrence.ends
        return min(24, max(ends.hour + (ends.minute > 0), entry.occurrence.starts.hour + 1))


def entry_of(
    app: App, occurrence: Occurrence, person: Person, context: Context, view: View | None = None
) -> Entry:
    """An occurrence as drawn. Its type is what ``view.by`` says of it, else its app."""
    item = occurrence.item
    hue, kind = app.colour, app.label(context.lang) if view is None else ""
    if view is not None and view.by:
        shown = app.field(view.by).display(value_of(app, item, view.by), context)
        kind = shown.text
        hue = next((part.hue for part in shown.parts if part.hue), app.colour)
    return Entry(
        occurrence,
        kind=kind,
        hue=hue,
        movable=not occurrence.key and may_reschedule(app, item, occurrence.of, person),
        where="" if view is not None else item.space.name,
    )


def may_reschedule(app: App, item: Item, of: str, person: Person) -> bool:
    """Whether a person may give an item another date."""
    if not can(person, "edit", item):
        return False
    return all(may_write(app, uid, item, person) for uid in dates_of(app, of) if uid in app.fields)


def dates_of(app: App, of: str) -> list[str]:
    """The fields one changes to move what ``of`` says: ``starts``, ``due`` or a field."""
    on = app.behaviours.schedulable
    if of != "starts":
        return [of]
    if on is None or not on.dated:
        return []
    return [uid for uid in (on.period, on.starts, on.ends) if uid]


def sorted_by_beginning(entries: Iterable[Entry]) -> list[Entry]:
    """Entries as they begin, the longest first."""
    return sorted(
        entries,
        key=lambda one: (
            one.occurrence.starts,
            -one.occurrence.ends.timestamp(),
            one.occurrence.item.pk,
        ),
    )
