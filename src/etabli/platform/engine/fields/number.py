"""Numbers: counts, quantities, lengths."""

from decimal import Decimal
from typing import Any, ClassVar, Literal

from pydantic import Field as Setting

from etabli.lib import wording_numbers
from etabli.platform.engine.definition.words import Words
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

_BOUND = 10**12


class NumberField(Field):
    """``decimals``: how many are kept, none if unsaid. ``unit``: said after the number."""

    lives_in: ClassVar[str] = "n"

    type: Literal["number"] = "number"
    decimals: int = Setting(default=0, ge=0, le=6)
    min: float | None = None
    max: float | None = None
    unit: Words | None = None
    default: float | None = None

    def canonicalise(self, raw: Any, context: Context) -> int | float:
        number = read_decimal(raw, context.lang)
        check_decimals(number, self.decimals)
        low, high = self._bounds()
        check_bounds(number, low, high, context.lang)
        return float(number) if self.decimals else int(number)

    def _bounds(self) -> tuple[Decimal, Decimal]:
        # Beyond 10^12 with six decimals, a double no longer tells two numbers apart.
        low = -_BOUND if self.min is None else self.min
        high = _BOUND if self.max is None else self.max
        return Decimal(str(low)), Decimal(str(high))

    def default_value(self, context: Context) -> int | float | None:
        if self.default is None:
            return None
        return self.default if self.decimals else int(self.default)

    def form_widget(self, value: Any, context: Context) -> Widget:
        return Widget(
            kind="number",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value="" if value is None else typed(Decimal(str(value)), context.lang),
            required=self.required,
            inputmode="decimal" if self.decimals else "numeric",
            unit=self.unit.say(context.lang) if self.unit else "",
            min=None if self.min is None else f"{self.min:g}",
            max=None if self.max is None else f"{self.max:g}",
        )

    def display(self, value: Any, context: Context) -> Shown:
        if value is None:
            return Shown(self.kind, "")
        text = wording_numbers.number(Decimal(str(value)), context.lang)
        if self.unit:
            text = f"{text}\u00a0{self.unit.say(context.lang)}"
        return Shown(self.kind, text, value=value)

    def export_cell(self, value: Any, context: Context) -> str | int | float:
        return "" if value is None else value

    def flex_value(self, value: Any) -> float | None:
        return None if value is None else float(value)

    def filter_ops(self) -> tuple[str, ...]:
        return NUMBER_OPS
