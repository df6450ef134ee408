"""Days, hours and periods in the words of the house.

Everything is pure: the moment that counts as "now" and the language are given.
Times are shown in the zone they carry; convert before calling.
"""

import datetime as dt

from babel.dates import format_date

from .wording_numbers import locale_of
from .wording_typo import NBSP

_DAY_WORDS = {
    "fr": {-1: "hier", 0: "aujourd’hui", 1: "demain"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}


def _french(language: str) -> bool:
    return language[:2] == "fr"


def _babel(day: dt.date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=locale_of(language))


def _number(day: dt.date, language: str) -> str:
    return "1er" if _french(language) and day.day == 1 else str(day.day)


def clock(moment: dt.time | dt.datetime, language: str) -> str:
    """« 9 h 30 », « 11 h »; "9:30 am", "11 am"."""
    if _french(language):
        minutes = f"{NBSP}{moment.minute:02}" if moment.minute else ""
        return f"{moment.hour}{NBSP}h{minutes}"
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes}{NBSP}{'am' if moment.hour < 12 else 'pm'}"


def day(when: dt.date, today: dt.date, language: str, *, weekday: bool = True) -> str:
    """« mardi 6 octobre »; the year is added when it is not this one."""
    year = f" {when.year}" if when.year != today.year else ""
    name = _babel(when, "EEEE", language) + " " if weekday else ""
    month = _babel(when, "MMMM", language)
    return f"{name}{_number(when, language)}{NBSP}{month}{year}"


def weekday(when: dt.date, language: str) -> str:
    """« mardi »."""
    return _babel(when, "EEEE", language)


def day_short(when: dt.date, today: dt.date, language: str) -> str:
    """« mar. 6 » within two weeks, « 6 oct. » this year, « 06/10/2025 » otherwise."""
    if abs((when - today).days) <= 14:
        return f"{_babel(when, 'EEE', language)}{NBSP}{when.day}"
    if when.year == today.year:
        return f"{_number(when, language)}{NBSP}{_babel(when, 'MMM', language)}"
    return _babel(when, "dd/MM/yyyy", language)


def day_near(when: dt.date, today: dt.date, language: str) -> str:
    """« aujourd’hui », « hier », « demain », « lundi » within six days, else the date."""
    distance = (when - today).days
    words = _DAY_WORDS["fr" if _french(language) else "en"]
    if distance in words:
        return words[distance]
    if abs(distance) < 7:
        return _babel(when, "EEEE", language)
    return day(when, today, language, weekday=False)


def day_title(when: dt.date, today: dt.date, language: str) -> str:
    """The heading of a day in a feed: « Aujourd’hui », « Lundi 5 octobre »."""
    distance = (when - today).days
    words = _DAY_WORDS["fr" if _french(language) else "en"]
    text = words.get(distance) or day(when, today, language)
    return text[:1].upper() + text[1:]


def moment(when: dt.datetime, now: dt.datetime, language: str) -> str:
    """When it happened, or will: « il y a 40 min », « hier, 16 h 48 », « 12 janvier »."""
    seconds = (now - when).total_seconds()
    if 0 <= seconds < 60:
        return "à l’instant" if _french(language) else "just now"
    if 0 <= seconds < 3600:
        minutes = f"{int(seconds // 60)}{NBSP}min"
        return f"il y a {minutes}" if _french(language) else f"{minutes} ago"
    near = day_near(when.date(), now.date(), language)
    if abs((when.date() - now.date()).days) < 7:
        return f"{near}, {clock(when, language)}"
    return near


def exactly(when: dt.datetime, now: dt.datetime, language: str) -> str:
    """The whole date and hour, for a tooltip or a printed sheet."""
    at = "à" if _french(language) else "at"
    return f"{day(when.date(), now.date(), language)} {at} {clock(when, language)}"


def brief(when: dt.datetime, now: dt.datetime, language: str) -> str:
    """The day and the hour where there is little room: « lun. 5, 8 h 05 »."""
    return f"{day_short(when.date(), now.date(), language)}, {clock(when, language)}"
