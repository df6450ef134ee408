"""Days and hours as people type them: 2026-11-23, 23/11/2026, « 23/11/2026 9 h 30 »."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time
from typing import Any

from babel.dates import get_month_names
from django.utils.translation import gettext as _

from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError

_ISO = re.compile(r"^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$")
_EUROPEAN = re.compile(r"^([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4}|[0-9]{2})$")
_CLOCK = re.compile(r"^([0-9]{1,2})\s?[:hH]\s?([0-9]{2})?(?::([0-9]{2})(?:\.[0-9]{1,6})?)?$")
_OLDEST, _FARTHEST = 1900, 2199


def read_day(raw: Any, lang: str) -> date:
    """The day in a text. Raises FieldError."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = raw.strip() if isinstance(raw, str) and len(raw) < 40 else ""
    if found := _ISO.match(text):
        year, month, number = (int(part) for part in found.groups())
    elif found := _EUROPEAN.match(text):
        number, month, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0
    else:
        raise FieldError(_("This is not a date. Write it as 23/11/2026."))
    return _day(year, month, number, lang)


def _day(year: int, month: int, number: int, lang: str) -> date:
    if not _OLDEST <= year <= _FARTHEST:
        raise FieldError(
            _("Choose a year between %(first)s and %(last)s.")
            % {"first": _OLDEST, "last": _FARTHEST}
        )
    if not 1 <= month <= 12:
        raise FieldError(_("A year has twelve months. Write the date as 23/11/2026."))
    last = monthrange(year, month)[1]
    if number > last:
        raise FieldError(
            _("%(month)s ends on the %(last)s. Pick another date.")
            % {"month": _month(year, month, lang), "last": _ordinal(last, lang)}
        )
    if number < 1:
        raise FieldError(_("This is not a date. Write it as 23/11/2026."))
    return date(year, month, number)


def _month(year: int, month: int, lang: str) -> str:
    name = get_month_names("wide", locale=lang)[month]
    name = name[:1].upper() + name[1:]
    return f"{name} {year}" if month == 2 else name


def _ordinal(number: int, lang: str) -> str:
    if lang == "fr":
        return str(number)
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def read_moment(raw: Any, context: Context) -> datetime:
    """The moment in a text, in UTC; hours without a zone are those of the house.

    Raises FieldError.
    """
    if isinstance(raw, datetime):
        return _in_utc(raw, context)
    text = raw.strip() if isinstance(raw, str) and len(raw) < 60 else ""
    if re.match(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T", text):
        try:
            return _in_utc(datetime.fromisoformat(text), context)
        except (ValueError, OverflowError):
            pass
    day, _gap, clock = text.replace("T", " ", 1).partition(" ")
    on = read_day(day, context.lang)
    return _in_utc(datetime.combine(on, _clock(clock.strip().removeprefix("à "))), context)


def _clock(text: str) -> time:
    if not text:
        raise FieldError(_("The hour is missing. Write it as 9:30."))
    found = _CLOCK.match(text)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise FieldError(_("This is not an hour. Write it as 9:30."))
    return time(hour, minute)


def _in_utc(moment: datetime, context: Context) -> datetime:
    if not _OLDEST <= moment.year <= _FARTHEST:
        _day(moment.year, 1, 1, context.lang)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=context.zone)
    return moment.astimezone(UTC).replace(microsecond=0)


def written(moment: datetime) -> str:
    """The canonical text of a moment: UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_of(value: str) -> datetime:
    """The moment of a canonical text."""
    return datetime.fromisoformat(value)


def day_of(text: str) -> date | None:
    """The day an ISO date says; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
