"""A phone number."""

import re
from typing import Annotated, Any, ClassVar, Literal

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat
from pydantic import AfterValidator

from etabli.platform.engine.definition.faults import refuse
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.shown import Part, Shown, Widget

_LONGEST = 60
_INSIDE = re.compile(r"^[1-9*#][0-9*#]{1,5}$")
"""Numbers of the house's own exchange, or short ones: 4012, 15, *21."""
_GAPS = re.compile(r"[\s.\-\u00a0\u202f]")


def _known_country(code: str) -> str:
    if code not in phonenumbers.SUPPORTED_REGIONS:
        raise refuse(
            f"Le pays « {code} » n’est pas connu. Écrivez deux lettres, comme FR ou BE.",
            f"The country “{code}” is not known. Write two letters, such as FR or BE.",
        )
    return code


class PhoneField(Field):
    """``country``: where a number without a country code is from, France if unsaid.

    Canonical: E.164 as +33140000012, « ;ext=12 » after it for an extension; a short number
    as it is dialled.
    """

    lives_in: ClassVar[str] = "t"

    type: Literal["phone"] = "phone"
    country: Annotated[str, AfterValidator(_known_country)] = "FR"

    def canonicalise(self, raw: Any, context: Context) -> str:
        text = raw.strip().removeprefix("tel:") if isinstance(raw, str) else ""
        if len(text) > _LONGEST or not text:
            raise self._refused()
        short = _GAPS.sub("", text)
        if _INSIDE.match(short):
            return short
        try:
            number = phonenumbers.parse(text, self.country)
        except NumberParseException:
            raise self._refused() from None
        if not phonenumbers.is_possible_number(number):
            raise self._refused()
        return _written(number)

    def _refused(self) -> FieldError:
        example = phonenumbers.example_number(self.country)
        return FieldError(
            _("This is not a phone number. Write it as %(example)s, or from abroad as +33….")
            % {"example": _national(example) if example else "01 23 45 67 89"}
        )

    def form_widget(self, value: Any, context: Context) -> Widget:
        return Widget(
            kind="phone",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value=self._said(value),
            required=self.required,
            maxlength=_LONGEST,
            inputmode="tel",
        )

    def _said(self, value: Any) -> str:
        """As one writes it in the field's country: national there, international elsewhere."""
        if not value or not value.startswith("+"):
            return value or ""
        number = phonenumbers.parse(value)
        home = phonenumbers.country_code_for_region(self.country)
        if number.country_code == home:
            return _national(number)
        return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)

    def display(self, value: Any, context: Context) -> Shown:
        if not value:
            return Shown(self.kind, "")
        text = self._said(value)
        dialled = value.replace("#", "%23")
        return Shown(self.kind, text, (Part(text, url=f"tel:{dialled}", kind="phone"),), value)

    def export_cell(self, value: Any, context: Context) -> str | int | float:
        # What begins with + would be a formula; the spaces of the written form keep its zeros.
        said = self._said(value)
        return f"'{said}" if said.startswith(("+", "*", "#")) else said

    def from_import(self, text: str, context: Context) -> Any:
        return self.validate(text.removeprefix("'"), context)

    def search_text(self, value: Any, context: Context) -> str:
        said = self._said(value)
        return " ".join(dict.fromkeys(filter(None, [value, said, _GAPS.sub("", said)])))

    def flex_value(self, value: Any) -> str | None:
        return value or None


def _written(number: PhoneNumber) -> str:
    kept = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return f"{kept};ext={number.extension}" if number.extension else kept


def _national(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
