"""A share of a whole: 12,5 %."""

from decimal import Decimal
from typing import Any, ClassVar, Literal

from pydantic import Field as Setting

from etabli.lib import wording_numbers
from etabli.lib.wording_typo import NBSP
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

_BOUND = 10**9


class PercentField(Field):
    """``decimals``: how many are kept, none if unsaid; from 0 to 100 unless ``min`` and ``max``
    say otherwise. Canonical: the number people read, 12.5 for 12,5 %.
    """

    lives_in: ClassVar[str] = "n"

    type: Literal["percent"] = "percent"
    decimals: int = Setting(default=0, ge=0, le=4)
    min: float = Setting(default=0, ge=-_BOUND, le=_BOUND)
    max: float = Setting(default=100, ge=-_BOUND, le=_BOUND)
    default: float | None = None

    def canonicalise(self, raw: Any, context: Context) -> int | float:
        if isinstance(raw, str):
            raw = raw.strip().removesuffix("%").strip()
        number = read_decimal(raw, context.lang)
        check_decimals(number, self.decimals)
        check_bounds(number, Decimal(str(self.min)), Decimal(str(self.max)), context.lang)
        return float(number) if self.decimals else int(number)

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
            unit="%",
        )

    def display(self, value: Any, context: Context) -> Shown:
        if value is None:
            return Shown(self.kind, "")
        said = wording_numbers.number(Decimal(str(value)), context.lang)
        gap = NBSP if context.lang == "fr" else ""
        return Shown(self.kind, f"{said}{gap}%", value=value)

    def export_cell(self, value: Any, context: Context) -> str | int | float:
        return "" if value is None else value

    def flex_value(self, value: Any) -> float | None:
        return None if value is None else float(value)

    def filter_ops(self) -> tuple[str, ...]:
        return NUMBER_OPS
