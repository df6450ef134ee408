"""Amounts of money: exact, kept as text."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator

from etabli.lib import wording_numbers
from etabli.platform.engine.definition.faults import refuse
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.listing import NUMBER_OPS
from etabli.platform.engine.fields.numbers import (
    check_bounds,
    check_decimals,
    read_decimal,
    typed,
)
from etabli.platform.engine.fields.shown import Shown, Widget

CURRENCIES = {
    "EUR": "€",
    "CHF": "CHF",
    "GBP": "£",
    "USD": "$",
    "CAD": "$",
    "MAD": "MAD",
    "XOF": "F",
}
_MOST = Decimal(10**12)


def _known_currency(code: str) -> str:
    if code not in CURRENCIES:
        listed = ", ".join(CURRENCIES)
        raise refuse(
            f"La monnaie « {code} » n’est pas connue ici. Possible : {listed}.",
            f"The currency “{code}” is not known here. Possible: {listed}.",
        )
    return code


class MoneyField(Field):
    """``currency``: one for the field, the euro if unsaid. Canonical: "1234.50"."""

    lives_in: ClassVar[str] = "n"

    type: Literal["money"] = "money"
    currency: Annotated[str, AfterValidator(_known_currency)] = "EUR"
    min: float | None = None
    max: float | None = None

    def canonicalise(self, raw: Any, context: Context) -> str:
        if isinstance(raw, str):
            raw = raw.replace(CURRENCIES[self.currency], "").replace(self.currency, "").strip()
        number = read_decimal(raw, context.lang)
        check_decimals(number, 2)
        low = -_MOST if self.min is None else Decimal(str(self.min))
        high = _MOST if self.max is None else Decimal(str(self.max))
        check_bounds(number, low, high, context.lang)
        return str(number.quantize(Decimal("0.01")) + 0)

    def form_widget(self, value: Any, context: Context) -> Widget:
        return Widget(
            kind="money",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value="" if value is None else typed(Decimal(value), context.lang),
            required=self.required,
            inputmode="decimal",
            unit=CURRENCIES[self.currency],
        )

    def display(self, value: Any, context: Context) -> Shown:
        if value is None:
            return Shown(self.kind, "")
        text = wording_numbers.money(Decimal(value), context.lang, self.currency)
        return Shown(self.kind, text, value=value)

    def export_cell(self, value: Any, context: Context) -> str | int | float:
        return "" if value is None else float(value)

    def flex_value(self, value: Any) -> float | None:
        # The column only filters and sorts; the exact amount stays in the item.
        return None if value is None else float(value)

    def filter_ops(self) -> tuple[str, ...]:
        return NUMBER_OPS
