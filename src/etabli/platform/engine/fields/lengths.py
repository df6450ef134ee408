"""Lengths of time as people type and read them: « 1 h 30 », 90 min, 1:30, 2 j, PT1H30M."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any, Literal

import isodate
from django.utils.translation import gettext as _

from etabli.lib.text import fold
from etabli.lib.wording_typo import NBSP
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.numbers import read_decimal

Unit = Literal["minutes", "hours", "days"]

MINUTES: dict[Unit, int] = {"minutes": 1, "hours": 60, "days": 1440}
_WORDS: dict[str, Unit] = {
    **dict.fromkeys(("m", "min", "mn", "minute", "minutes"), "minutes"),
    **dict.fromkeys(("h", "hr", "hrs", "heure", "heures", "hour", "hours"), "hours"),
    **dict.fromkeys(("j", "d", "jour", "jours", "day", "days"), "days"),
}
_PIECE = re.compile(r"\s*([0-9]{1,9}(?:[.,][0-9]{1,4})?)\s*([a-z]+|$)")
_CLOCK = re.compile(r"^([0-9]{1,5}):([0-5][0-9])$")
_LONGEST_TEXT = 40


def read_minutes(raw: Any, unit: Unit, lang: str) -> int:
    """How many whole minutes a text, a number (in ``unit``) or a length lasts.

    Raises FieldError.
    """
    if isinstance(raw, timedelta):
        return _whole(Decimal(str(raw.total_seconds())) / 60)
    if not isinstance(raw, str):
        return _whole(read_decimal(raw, lang) * MINUTES[unit])
    text = fold(raw).strip()
    if len(text) > _LONGEST_TEXT:
        raise not_a_length()
    if clock := _CLOCK.match(text):
        return int(clock[1]) * 60 + int(clock[2])
    if text.startswith("p"):
        return _from_iso(text.upper())
    return _whole(_pieces(text, unit))


def said_minutes(minutes: int, lang: str) -> str:
    """« 1 h 30 », « 2 j 4 h », "45 min": exact, and read back as the same."""
    days, rest = divmod(minutes, 1440)
    hours, left = divmod(rest, 60)
    day = "j" if lang == "fr" else "d"
    pieces = [f"{days}{NBSP}{day}"] if days else []
    if hours and not days and left:
        return f"{hours}{NBSP}h{NBSP}{left:02}"
    pieces += [f"{hours}{NBSP}h"] if hours else []
    pieces += [f"{left}{NBSP}min"] if left or not pieces else []
    return NBSP.join(pieces)


def not_a_length() -> FieldError:
    """What is said of a text that is no length of time."""
    return FieldError(_("This is not a length of time. Write it as 1 h 30, 45 min or 2 d."))


def _from_iso(text: str) -> int:
    try:
        length = isodate.parse_duration(text)
    except (isodate.ISO8601Error, OverflowError, ValueError, TypeError, ArithmeticError):
        raise not_a_length() from None
    if not isinstance(length, timedelta):
        raise not_a_length()
    return _whole(Decimal(str(length.total_seconds())) / 60)


def _pieces(text: str, unit: Unit) -> Decimal:
    total, at, last = Decimal(0), 0, ""
    while at < len(text):
        found = _PIECE.match(text, at)
        if found is None or (found[2] and found[2] not in _WORDS):
            raise not_a_length()
        # « 1 h 30 »: what follows hours without a word is minutes.
        word = found[2] and _WORDS[found[2]]
        kept: Unit = word or ("minutes" if last == "hours" else unit)
        if last and MINUTES[kept] >= MINUTES[last]:  # type: ignore[index]
            raise not_a_length()
        total += Decimal(found[1].replace(",", ".")) * MINUTES[kept]
        at, last = found.end(), kept
    return total


def _whole(minutes: Decimal) -> int:
    if abs(minutes) > 10**9:
        raise not_a_length()
    return int(minutes.to_integral_value())
