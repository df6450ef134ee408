"""A day of the calendar."""

from datetime import UTC, date, datetime, time
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _

from etabli.lib import wording_dates
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.days import read_day
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.listing import NUMBER_OPS
from etabli.platform.engine.fields.shown import Shown, Widget


class DateField(Field):
    """``not_before``, ``not_after``: ``today``, when the day must be to come or past."""

    lives_in: ClassVar[str] = "d"

    type: Literal["date"] = "date"
    default: Literal["today"] | None = None
    not_before: Literal["today"] | None = None
    not_after: Literal["today"] | None = None

    def canonicalise(self, raw: Any, context: Context) -> str:
        day = read_day(raw, context.lang)
        written = day.isoformat()
        if written != context.current:
            if self.not_before and day < context.today:
                raise FieldError(_("This day is past. Pick today or a later one."))
            if self.not_after and day > context.today:
                raise FieldError(_("This day is still to come. Pick today or an earlier one."))
        return written

    def default_value(self, context: Context) -> str | None:
        return context.today.isoformat() if self.default else None

    def form_widget(self, value: Any, context: Context) -> Widget:
        today = context.today.isoformat()
        return Widget(
            kind="date",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value=value or "",
            required=self.required,
            min=today if self.not_before and not value else None,
            max=today if self.not_after and not value else None,
        )

    def display(self, value: Any, context: Context) -> Shown:
        if value is None:
            return Shown(self.kind, "")
        text = wording_dates.day(date.fromisoformat(value), context.today, context.lang)
        return Shown(self.kind, text, value=value)

    def export_cell(self, value: Any, context: Context) -> str | int | float:
        return value or ""

    def flex_value(self, value: Any) -> datetime | None:
        # Days are compared by their midnight in UTC, as conditions compare them.
        return datetime.combine(date.fromisoformat(value), time(0), UTC) if value else None

    def filter_ops(self) -> tuple[str, ...]:
        return NUMBER_OPS
