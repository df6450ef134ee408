"""Numbers as people type them: « 1 234,56 », "1,234.56", 1234.56."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from etabli.lib import wording_numbers
from etabli.platform.engine.fields.errors import FieldError

_SPACES = re.compile(r"[\s\u00a0\u202f']+")
_SHAPE = re.compile(r"^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$")
_GROUPED = re.compile(r"^[+-]?[0-9]{1,3}(?:,[0-9]{3})+$")
_LONGEST = 40


def read_decimal(raw: Any, lang: str) -> Decimal:
    """The number in a text, a JSON number or a decimal. Raises FieldError."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise _not_a_number(lang)
    text = raw if isinstance(raw, str) else str(raw)
    if len(text) > _LONGEST:
        raise _not_a_number(lang)
    if isinstance(raw, str):
        text = _plain(text, lang)
        if not _SHAPE.match(text):
            raise _not_a_number(lang)
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise _not_a_number(lang) from None
    if not number.is_finite():
        raise _not_a_number(lang)
    return number


def _plain(text: str, lang: str) -> str:
    """The text with a point for decimals and nothing between thousands."""
    text = _SPACES.sub("", text.replace("\u2212", "-"))
    if "," not in text:
        return text if text.count(".") < 2 else text.replace(".", "")
    if "." in text:
        # Both are used: the last one is the decimal mark.
        thousands = "," if text.rindex(".") > text.rindex(",") else "."
        return text.replace(thousands, "").replace(",", ".")
    if lang != "fr" and _GROUPED.match(text):
        return text.replace(",", "")
    return text.replace(",", ".")


def _not_a_number(lang: str) -> FieldError:
    example = wording_numbers.number(Decimal("1234.5"), lang)
    return FieldError(
        _("This is not a number. Write it in figures, such as %(example)s.") % {"example": example}
    )


def check_bounds(number: Decimal, low: Decimal | None, high: Decimal | None, lang: str) -> None:
    """Raise FieldError when a number is out of its bounds."""
    if low is not None and number < low:
        raise FieldError(
            _("Too small. The least is %(least)s.") % {"least": wording_numbers.number(low, lang)}
        )
    if high is not None and number > high:
        raise FieldError(
            _("Too large. The most is %(most)s.") % {"most": wording_numbers.number(high, lang)}
        )


def check_decimals(number: Decimal, decimals: int) -> None:
    """Raise FieldError when a number is more precise than the field keeps."""
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > decimals:
        if decimals == 0:
            raise FieldError(_("Write a whole number."))
        raise FieldError(
            _("Too many decimals. Write %(decimals)s at most.") % {"decimals": decimals}
        )


def typed(number: Decimal, lang: str) -> str:
    """A number as one would type it in an input: « 1234,5 »."""
    text = f"{number:f}"
    return text.replace(".", ",") if lang == "fr" else text
