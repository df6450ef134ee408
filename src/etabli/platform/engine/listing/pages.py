"""Which days a calendar shows: a month, a week, or what comes, as the address says."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.http import QueryDict
from django.utils.translation import gettext as _

from etabli.lib.wording_numbers import locale_of
from etabli.platform.engine.spans import day_starts

Scale = Literal["mois", "semaine", "liste", "jour"]
"""A day alone has no page of its own."""
WEEK = timedelta(days=7)
EARLIEST, LATEST = date(1901, 1, 1), date(2198, 12, 31)


@dataclass(frozen=True)
class CalendarPage:
    """The days around ``day``, by ``scale``."""

    scale: Scale
    day: date
    today: date

    @property
    def first(self) -> date:
        """The first day drawn: the month begins on the Monday of its first week."""
        if self.scale == "jour":
            return self.day
        if self.scale == "liste":
            return self.day.replace(day=1)
        return _monday(self.day.replace(day=1) if self.scale == "mois" else self.day)

    @property
    def end(self) -> date:
        """The day after the last one drawn."""
        if self.scale in ("jour", "semaine"):
            return self.first + (_ONE if self.scale == "jour" else WEEK)
        last = self.day.replace(day=monthrange(self.day.year, self.day.month)[1])
        return last + timedelta(days=1) if self.scale == "liste" else _monday(last) + WEEK

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.end - self.first).days)]

    def bounds(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The first moment drawn and the first one not drawn, there."""
        return day_starts(self.first, zone), day_starts(self.end, zone)

    @property
    def previous(self) -> str:
        """The query of the page before, '' where time ends."""
        at = self.day - WEEK if self.scale == "semaine" else self.day.replace(day=1) - _ONE
        return self.at(at) if at >= EARLIEST else ""

    @property
    def next(self) -> str:
        at = self.day + WEEK if self.scale == "semaine" else _month_after(self.day)
        return self.at(at) if at <= LATEST else ""

    def at(self, day: date, scale: str = "") -> str:
        """The query of another day, or of another scale."""
        return f"par={scale or self.scale}&le={day.isoformat()}"

    def title(self, lang: str) -> str:
        """« Octobre 2026 », « Du 5 au 11 octobre 2026 »."""
        locale = locale_of(lang)
        if self.scale != "semaine":
            text = format_date(self.day, "MMMM y", locale=locale)
            return text[:1].upper() + text[1:]
        last = self.end - _ONE
        same = "d" if last.month == self.first.month else "d MMMM"
        pattern = same if last.year == self.first.year else "d MMMM y"
        return _("%(first)s to %(last)s") % {
            "first": format_date(self.first, pattern, locale=locale),
            "last": format_date(last, "d MMMM y", locale=locale),
        }


_ONE = timedelta(days=1)


def read_page(query: QueryDict, today: date) -> CalendarPage:
    """The page an address asks for; this month when it says nothing that makes sense."""
    scale = query.get("par", "")
    try:
        day = date.fromisoformat(query.get("le", ""))
    except ValueError:
        day = today
    known: Scale = scale if scale in ("mois", "semaine", "liste") else "mois"  # type: ignore[assignment]
    return CalendarPage(known, min(max(day, EARLIEST), LATEST), today)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month_after(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
