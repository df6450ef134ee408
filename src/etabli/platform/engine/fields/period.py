"""From a day to another, with half days at both ends when the app counts them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar, Literal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from etabli.lib import wording_numbers, wording_periods
from etabli.platform.engine.fields.context import Context, Form
from etabli.platform.engine.fields.days import read_day
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.listing import NUMBER_OPS
from etabli.platform.engine.fields.shown import Shown, Widget

_BOXES = ("start", "end", "start_pm", "end_am")
_ONE_DAY = timedelta(days=1)
_LONGEST = 3700


class PeriodField(Field):
    """Canonical: {start, end}, and {start_pm, end_am} true when half days are taken.

    Lists filter and sort by its first day; ``schedulable: {period: …}`` gives both ends.
    """

    lives_in: ClassVar[str] = "d"

    type: Literal["period"] = "period"
    half_days: bool = False

    def from_form(self, form: Form, name: str) -> Any:
        return {box: form.get(f"{name}.{box}") or "" for box in _BOXES}

    def from_import(self, text: str, context: Context) -> Any:
        start, _gap, end = text.partition(" – ") if " – " in text else text.partition("/")
        return self.validate({"start": start.strip(), "end": end.strip()}, context)

    def blank(self, raw: Any) -> bool:
        if isinstance(raw, dict):
            return not raw.get("start") and not raw.get("end")
        return super().blank(raw)

    def canonicalise(self, raw: Any, context: Context) -> dict[str, Any]:
        if not isinstance(raw, dict) or not raw.get("start"):
            raise FieldError(_("Say from which day."))
        start = read_day(raw["start"], context.lang)
        end = read_day(raw.get("end") or raw["start"], context.lang)
        if end < start:
            raise FieldError(_("The end comes before the beginning. Pick a later day."))
        if (end - start).days > _LONGEST:
            raise FieldError(_("This period lasts more than ten years. Check both dates."))
        value: dict[str, Any] = {"start": start.isoformat(), "end": end.isoformat()}
        if self.half_days:
            value |= {box: True for box in ("start_pm", "end_am") if raw.get(box) in _TICKED}
            if start == end and len(value) == 4:
                raise FieldError(_("Nothing is left of this day. Keep one of its halves."))
        return value

    def form_widget(self, value: Any, context: Context) -> Widget:
        kept = value or {}
        return Widget(
            kind="half_days" if self.half_days else "period",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value={box: "1" if kept.get(box) is True else kept.get(box, "") for box in _BOXES},
            required=self.required,
        )

    def display(self, value: Any, context: Context) -> Shown:
        if value is None:
            return Shown(self.kind, "")
        start, end = date.fromisoformat(value["start"]), date.fromisoformat(value["end"])
        text = wording_periods.period(start, end, context.today, context.lang)
        if value.get("start_pm"):
            text = _("%(period)s, from noon") % {"period": text}
        if value.get("end_am"):
            text = _("%(period)s, until noon") % {"period": text}
        return Shown(self.kind, text, value=value)

    def weekdays(self, value: dict[str, Any]) -> float:
        """How many days from Monday to Friday, halves counted; holidays are not known here."""
        day, end = date.fromisoformat(value["start"]), date.fromisoformat(value["end"])
        count = 0.0
        while day <= end:
            if day.weekday() < 5:
                count += 1
                count -= 0.5 * (day.isoformat() == value["start"] and bool(value.get("start_pm")))
                count -= 0.5 * (day == end and bool(value.get("end_am")))
            day += _ONE_DAY
        return count

    def length(self, value: dict[str, Any], lang: str) -> str:
        """« 4,5 jours de semaine »."""
        count = self.weekdays(value)
        words = ngettext("%(count)s weekday", "%(count)s weekdays", 1 if count < 2 else 2)
        return words % {"count": wording_numbers.number(count, lang)}

    def bounds(self, value: dict[str, Any], zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The two moments between which it lasts: the item's ``starts`` and ``ends``."""
        start, end = date.fromisoformat(value["start"]), date.fromisoformat(value["end"])
        first = datetime.combine(start, time(12 if value.get("start_pm") else 0), zone)
        if value.get("end_am"):
            return first, datetime.combine(end, time(12), zone)
        return first, datetime.combine(end + _ONE_DAY, time(0), zone) - timedelta(seconds=1)

    def export_cell(self, value: Any, context: Context) -> str | int | float:
        return f"{value['start']}/{value['end']}" if value else ""

    def flex_value(self, value: Any) -> datetime | None:
        if not value:
            return None
        start = value["start"] if isinstance(value, dict) else value
        return datetime.combine(date.fromisoformat(start), time(0), UTC)

    def filter_ops(self) -> tuple[str, ...]:
        return NUMBER_OPS


_TICKED = (True, "1", "on", "true")
