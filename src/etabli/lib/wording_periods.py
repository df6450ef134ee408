"""Periods, durations and deadlines in words."""

import datetime as dt
from typing import NamedTuple

from babel.dates import format_date

from .wording_dates import clock, day, day_near
from .wording_numbers import locale_of, plural
from .wording_typo import NBSP


class Deadline(NamedTuple):
    """A deadline in words and the tone it is said in ('', 'warn' or 'stop')."""

    words: str
    tone: str


_SOON = dt.timedelta(hours=3)


def _french(language: str) -> bool:
    return language[:2] == "fr"


def deadline(when: dt.date | dt.datetime, now: dt.datetime, language: str) -> Deadline:
    """« avant 12 h », « aujourd’hui, 17 h », « demain », « en retard depuis lundi »."""
    at = when if isinstance(when, dt.datetime) else None
    on = at.date() if at else when
    if at and (at.hour, at.minute) == (23, 59):  # the end of a day is that day
        at = None
    french, today = _french(language), now.date()
    if (at and at < now) or on < today:
        since = clock(at, language) if at and on == today else day_near(on, today, language)
        return Deadline(f"en retard depuis {since}" if french else f"late since {since}", "stop")
    if at and at - now <= _SOON:
        return Deadline(("avant " if french else "by ") + clock(at, language), "stop")
    near = day_near(on, today, language)
    if on <= today + dt.timedelta(days=1):
        return Deadline(f"{near}, {clock(at, language)}" if at else near, "warn")
    within = on < today + dt.timedelta(days=7)
    return Deadline(("avant " if french and within else "") + near, "")


def _span(start: dt.date, end: dt.date, today: dt.date, language: str) -> tuple[str, str]:
    """The two ends of a span of days, the month said once when it is the same."""
    last = day(end, today, language)
    if (start.year, start.month) == (end.year, end.month):
        name = format_date(start, "EEEE", locale=locale_of(language))
        number = "1er" if _french(language) and start.day == 1 else str(start.day)
        return f"{name} {number}", last
    return day(start, today if start.year == end.year else end, language), last


def period(start: dt.date, end: dt.date, today: dt.date, language: str) -> str:
    """« du lundi 26 au vendredi 30 octobre »; one day alone is « le lundi 26 octobre »."""
    french = _french(language)
    if start == end:
        return ("le " if french else "") + day(start, today, language)
    first, last = _span(start, end, today, language)
    return f"du {first} au {last}" if french else f"{first} to {last}"


def meeting(start: dt.datetime, end: dt.datetime | None, now: dt.datetime, language: str) -> str:
    """« mardi 6 octobre, de 9 h à 11 h »; over several days, both days with their hours."""
    french = _french(language)
    first = day(start.date(), now.date(), language)
    if end is None:
        return f"{first}, {clock(start, language)}"
    if start.date() == end.date():
        hours = (clock(start, language), clock(end, language))
        return f"{first}, " + (
            f"de {hours[0]} à {hours[1]}" if french else f"{hours[0]} to {hours[1]}"
        )
    last = f"{day(end.date(), now.date(), language)}, {clock(end, language)}"
    first = f"{first}, {clock(start, language)}"
    return f"du {first}, au {last}" if french else f"{first}, to {last}"


def duration(length: dt.timedelta, language: str) -> str:
    """« 25 min », « 2 h 30 », « 3 jours », rounded to what a person would say."""
    minutes = max(0, round(length.total_seconds() / 60))
    if minutes < 60:
        return f"{minutes}{NBSP}min"
    if minutes < 24 * 60:
        hours, rest = divmod(minutes, 60)
        return f"{hours}{NBSP}h" + (f"{NBSP}{rest:02}" if rest else "")
    days = round(minutes / (24 * 60))
    word = (
        plural(days, "jour", "jours", "fr")
        if _french(language)
        else plural(days, "day", "days", "en")
    )
    return f"{days}{NBSP}{word}"
