"""How long something lasts."""

from datetime import timedelta
from typing import Any, ClassVar, Literal

import isodate
from django.utils.translation import gettext as _

from etabli.platform.engine.definition.names import Duration
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.lengths import MINUTES, Unit, read_minutes, said_minutes
from etabli.platform.engine.fields.listing import NUMBER_OPS
from etabli.platform.engine.fields.shown import Shown, Widget

_MINUTE = timedelta(minutes=1)
_LONGEST = timedelta(days=3660)


class DurationField(Field):
    """``unit``: what a number alone counts, hours if unsaid; a day is 24 hours. ``min``,
    ``max``: as PT15M, P2D. Canonical: whole minutes.
    """

    lives_in: ClassVar[str] = "n"

    type: Literal["duration"] = "duration"
    unit: Unit = "hours"
    min: Duration | None = None
    max: Duration | None = None
    default: Duration | None = None

    @property
    def compares_as(self) -> Any:
        return timedelta

    def comparable(self, value: Any) -> timedelta | None:
        return None if value is None else value * _MINUTE

    def canonicalise(self, raw: Any, context: Context) -> int:
        minutes = read_minutes(raw, self.unit, context.lang)
        least = (self.min or timedelta()) // _MINUTE
        most = (self.max or _LONGEST) // _MINUTE
        if minutes < least:
            raise FieldError(
                _("Too short. The least is %(least)s.")
                % {"least": said_minutes(least, context.lang)}
            )
        if minutes > most:
            raise FieldError(
                _("Too long. The most is %(most)s.") % {"most": said_minutes(most, context.lang)}
            )
        return minutes

    def default_value(self, context: Context) -> int | None:
        return None if self.default is None else self.default // _MINUTE

    def to_json(self, value: Any, context: Context) -> Any:
        return None if value is None else isodate.duration_isoformat(value * _MINUTE)

    def form_widget(self, value: Any, context: Context) -> Widget:
        return Widget(
            kind="line",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else _("As 1 h 30, 45 min, 2 d."),
            value="" if value is None else said_minutes(value, context.lang),
            required=self.required,
            maxlength=40,
        )

    def display(self, value: Any, context: Context) -> Shown:
        text = "" if value is None else said_minutes(value, context.lang)
        return Shown(self.kind, text, value=value)

    def export_cell(self, value: Any, context: Context) -> str | int | float:
        # In the unit of the field, so that a spreadsheet adds them up and gives them back.
        return "" if value is None else round(value / MINUTES[self.unit], 4)

    def flex_value(self, value: Any) -> float | None:
        if isinstance(value, timedelta):
            return value / _MINUTE
        return None if value is None else float(value)

    def filter_ops(self) -> tuple[str, ...]:
        return NUMBER_OPS
