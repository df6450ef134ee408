"""Filters that say dates, numbers and lists in the reader's language and time zone."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from markupsafe import Markup

from etabli.lib import wording_dates, wording_numbers, wording_periods, wording_typo


def language() -> str:
    """The language of the page: 'fr' or 'en'."""
    return (get_language() or "en")[:2]


def now() -> dt.datetime:
    """The moment, in the reader's time zone."""
    return timezone.localtime()


def _local(when: dt.datetime) -> dt.datetime:
    return timezone.localtime(when) if timezone.is_aware(when) else timezone.make_aware(when)


def _date(when: dt.date | dt.datetime) -> dt.date:
    return _local(when).date() if isinstance(when, dt.datetime) else when


def day(when: dt.date | dt.datetime, *, weekday: bool = True) -> str:
    """« mardi 6 octobre »."""
    return wording_dates.day(_date(when), now().date(), language(), weekday=weekday)


def weekday(when: dt.date | dt.datetime) -> str:
    """« mardi »."""
    return wording_dates.weekday(_date(when), language())


def day_short(when: dt.date | dt.datetime) -> str:
    """« mar. 6 », « 8 déc. »."""
    return wording_dates.day_short(_date(when), now().date(), language())


def day_near(when: dt.date | dt.datetime) -> str:
    """« aujourd’hui », « lundi », « 6 octobre »."""
    return wording_dates.day_near(_date(when), now().date(), language())


def day_title(when: dt.date | dt.datetime) -> str:
    """« Aujourd’hui », « Lundi 5 octobre »."""
    return wording_dates.day_title(_date(when), now().date(), language())


def clock(when: dt.datetime | dt.time) -> str:
    """« 9 h 30 »."""
    return wording_dates.clock(_local(when) if isinstance(when, dt.datetime) else when, language())


def moment(when: dt.datetime) -> str:
    """« il y a 40 min », « hier, 16 h 48 »."""
    return wording_dates.moment(_local(when), now(), language())


def exactly(when: dt.datetime) -> str:
    """« mardi 6 octobre à 9 h 30 »."""
    return wording_dates.exactly(_local(when), now(), language())


def brief(when: dt.datetime) -> str:
    """« lun. 5, 8 h 05 »."""
    return wording_dates.brief(_local(when), now(), language())


def deadline(when: dt.date | dt.datetime) -> wording_periods.Deadline:
    """Words and tone of a deadline: `(due|deadline).words`, `.tone`."""
    when = _local(when) if isinstance(when, dt.datetime) else when
    return wording_periods.deadline(when, now(), language())


def period(start: dt.date | dt.datetime, end: dt.date | dt.datetime) -> str:
    """« du lundi 26 au vendredi 30 octobre »."""
    return wording_periods.period(_date(start), _date(end), now().date(), language())


def meeting(start: dt.datetime, end: dt.datetime | None = None) -> str:
    """« mardi 6 octobre, de 9 h à 11 h »."""
    last = _local(end) if end else None
    return wording_periods.meeting(_local(start), last, now(), language())


def duration(length: dt.timedelta) -> str:
    """« 2 h 30 »."""
    return wording_periods.duration(length, language())


def number(value: int | float | Decimal) -> str:
    """« 1 234,5 »."""
    return wording_numbers.number(value, language())


def money(value: int | float | Decimal, currency: str = "EUR") -> str:
    """« 1 260 € »."""
    return wording_numbers.money(value, language(), currency)


def size(count: int) -> str:
    """« 1,8 Mo »."""
    return wording_numbers.size(count, language())


def little(count: int) -> str:
    """« cinq »."""
    return wording_numbers.little(count, language())


def plural(count: int, one: str, many: str) -> str:
    """One of two forms, by the rule of the language."""
    return wording_numbers.plural(count, one, many, language())


def listing(words: Iterable[Any], most: int = 0) -> str:
    """« Ana, Ben et 3 autres »."""
    return wording_numbers.listing([str(word) for word in words], language(), most=most)


def typo(text: str) -> str:
    """French typography for a text that was typed by hand; safe text stays safe."""
    set_text = wording_typo.typo(str(text), language())
    # Only spaces and apostrophes changed: what was safe still is.
    return Markup(set_text) if isinstance(text, Markup) else set_text  # noqa: S704


def iso(when: dt.date | dt.datetime) -> str:
    """For the datetime attribute of <time>."""
    return (_local(when) if isinstance(when, dt.datetime) else when).isoformat()


FILTERS = {
    function.__name__: function
    for function in (
        day, weekday, day_short, day_near, day_title, clock, moment, exactly, brief, deadline,
        duration,
        number, money, size, little, listing, typo, iso,
    )
}  # fmt: skip
