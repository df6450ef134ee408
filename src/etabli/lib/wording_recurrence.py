"""How often something comes again, in the words of the house."""

import datetime as dt

from babel.dates import get_day_names

from .recurrence import WEEKDAYS, Every, Rule, rank
from .wording_dates import day, weekday
from .wording_numbers import locale_of
from .wording_typo import NBSP

EVERY: dict[str, dict[Every, str]] = {
    "fr": {
        "week": "Toutes les semaines",
        "two_weeks": "Toutes les deux semaines",
        "month": "Tous les mois, à la même date",
        "weekday": "Tous les mois, le même jour de la semaine",
        "year": "Tous les ans",
    },
    "en": {
        "week": "Every week",
        "two_weeks": "Every two weeks",
        "month": "Every month, on the same date",
        "weekday": "Every month, on the same weekday",
        "year": "Every year",
    },
}
_RANKS = {
    "fr": {1: "1er", 2: "2e", 3: "3e", 4: "4e", -1: "dernier"},
    "en": {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", -1: "last"},
}


def _tongue(language: str) -> str:
    return "fr" if language[:2] == "fr" else "en"


def recurrence(rule: Rule, today: dt.date, language: str, first: dt.date | None = None) -> str:
    """« Toutes les semaines, le lundi et le jeudi, jusqu’au 3 mars 2027 ».

    ``first``: the day it begins, which tells which day of the month it is.
    """
    french = _tongue(language) == "fr"
    said = [_every(rule, language, first)]
    if rule.days and rule.every in ("week", "two_weeks"):
        names = [weekday_name(one, language) for one in rule.days]
        said.append(_joined([f"le {one}" for one in names] if french else names, language))
        if not french:
            said[-1] = f"on {said[-1]}"
    if rule.until:
        end = day(rule.until, today, language, weekday=False)
        said.append(f"jusqu’au {end}" if french else f"until {end}")
    if rule.times:
        said.append(f"{rule.times}{NBSP}fois" if french else f"{rule.times} times")
    return ", ".join(said)


def _every(rule: Rule, language: str, first: dt.date | None) -> str:
    tongue = _tongue(language)
    if first is None or rule.every not in ("month", "weekday"):
        return EVERY[tongue][rule.every]
    if rule.every == "month":
        number = "1er" if tongue == "fr" and first.day == 1 else str(first.day)
        return f"Tous les mois, le {number}" if tongue == "fr" else f"Every month, on day {number}"
    which, name = _RANKS[tongue][rank(first)], weekday(first, language)
    return f"Tous les mois, le {which} {name}" if tongue == "fr" else f"Every month, {which} {name}"


def weekday_name(key: str, language: str) -> str:
    """« lundi », for ``mo``."""
    return str(get_day_names("wide", locale=locale_of(language))[WEEKDAYS.index(key)])


def _joined(words: list[str], language: str) -> str:
    last = " et " if _tongue(language) == "fr" else " and "
    return last.join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
