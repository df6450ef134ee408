"""A mark out of five, or of another small number."""

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.listing import NUMBER_OPS
from etabli.platform.engine.fields.numbers import read_decimal
from etabli.platform.engine.fields.shown import Choice, GroupKey, Shown, Widget


class RatingField(Field):
    """``max``: the best mark; the least is always 1."""

    lives_in: ClassVar[str] = "n"

    type: Literal["rating"] = "rating"
    max: int = Setting(default=5, ge=2, le=10)

    def canonicalise(self, raw: Any, context: Context) -> int:
        text = raw.split("/")[0] if isinstance(raw, str) else raw
        mark = read_decimal(text, context.lang)
        if mark != mark.to_integral_value() or not 1 <= mark <= self.max:
            raise FieldError(_("Choose a mark from 1 to %(best)s.") % {"best": self.max})
        return int(mark)

    def form_widget(self, value: Any, context: Context) -> Widget:
        return Widget(
            kind="rating",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value="" if value is None else str(value),
            required=self.required,
            options=tuple(
                Choice(str(mark), f"{mark}/{self.max}", chosen=mark == value)
                for mark in range(1, self.max + 1)
            ),
            max=str(self.max),
        )

    def display(self, value: Any, context: Context) -> Shown:
        return Shown(self.kind, "" if value is None else f"{value}/{self.max}", value=value)

    def export_cell(self, value: Any, context: Context) -> str | int | float:
        return "" if value is None else int(value)

    def flex_value(self, value: Any) -> float | None:
        return None if value is None else float(value)

    def filter_ops(self) -> tuple[str, ...]:
        return NUMBER_OPS

    def group_keys(self, context: Context) -> Sequence[GroupKey]:
        marks = [GroupKey(mark, f"{mark}/{self.max}") for mark in range(self.max, 0, -1)]
        return [*marks, GroupKey(None, _("No mark"))]
