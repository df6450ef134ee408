"""A day and an hour."""

from datetime import datetime
from typing import Any, ClassVar, Literal

from etabli.lib import wording_dates
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.days import moment_of, read_moment, written
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.listing import NUMBER_OPS
from etabli.platform.engine.fields.shown import Shown, Widget


class DateTimeField(Field):
    """Canonical: UTC, to the second. Typed and shown in the time of the house."""

    lives_in: ClassVar[str] = "d"

    type: Literal["datetime"] = "datetime"
    default: Literal["now"] | None = None

    def canonicalise(self, raw: Any, context: Context) -> str:
        return written(read_moment(raw, context))

    def default_value(self, context: Context) -> str | None:
        return written(context.now) if self.default else None

    def form_widget(self, value: Any, context: Context) -> Widget:
        local = moment_of(value).astimezone(context.zone) if value else None
        return Widget(
            kind="datetime",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value=f"{local:%Y-%m-%dT%H:%M}" if local else "",
            required=self.required,
        )

    def display(self, value: Any, context: Context) -> Shown:
        if value is None:
            return Shown(self.kind, "")
        local = moment_of(value).astimezone(context.zone)
        now = context.now.astimezone(context.zone)
        # Near days are said as everywhere, and none ever loses its hour.
        near = abs((local.date() - now.date()).days) < 7
        say = wording_dates.moment if near else wording_dates.exactly
        return Shown(self.kind, say(local, now, context.lang), value=value)

    def export_cell(self, value: Any, context: Context) -> str | int | float:
        return f"{moment_of(value).astimezone(context.zone):%Y-%m-%d %H:%M}" if value else ""

    def flex_value(self, value: Any) -> datetime | None:
        # The envelope's own dates come as moments already.
        return moment_of(value) if isinstance(value, str) and value else value or None

    def filter_ops(self) -> tuple[str, ...]:
        return NUMBER_OPS
