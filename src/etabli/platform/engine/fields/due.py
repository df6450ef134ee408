"""When something is due: a day, and an hour if one matters."""

from datetime import datetime, time
from typing import Any, Literal

from etabli.lib import wording_periods
from etabli.platform.engine.fields.context import Context, Form
from etabli.platform.engine.fields.days import moment_of, read_day, read_moment, written
from etabli.platform.engine.fields.moment import DateTimeField
from etabli.platform.engine.fields.shown import Part, Shown, Widget

END_OF_DAY = time(23, 59)
"""The hour of what is due in a day, no matter when."""


class DueField(DateTimeField):
    """The due date of behaviour ``schedulable``. Canonical: a moment, like a date and time."""

    type: Literal["due"] = "due"  # type: ignore[assignment]

    def from_form(self, form: Form, name: str) -> Any:
        if f"{name}.day" in form:
            return {box: form.get(f"{name}.{box}") or "" for box in ("day", "clock")}
        return form.get(name)

    def blank(self, raw: Any) -> bool:
        return not raw.get("day") if isinstance(raw, dict) else super().blank(raw)

    def canonicalise(self, raw: Any, context: Context) -> str:
        if isinstance(raw, dict):
            raw = f"{raw.get('day')} {raw.get('clock') or ''}".strip()
        text = raw.strip() if isinstance(raw, str) else raw
        if isinstance(text, str) and " " not in text and "T" not in text:
            day = read_day(text, context.lang)
            return written(datetime.combine(day, END_OF_DAY, context.zone))
        return written(read_moment(text, context))

    def form_widget(self, value: Any, context: Context) -> Widget:
        local = moment_of(value).astimezone(context.zone) if value else None
        timed = local is not None and local.time() != END_OF_DAY
        return Widget(
            kind="due",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value={
                "day": f"{local:%Y-%m-%d}" if local else "",
                "clock": f"{local:%H:%M}" if local and timed else "",
            },
            required=self.required,
        )

    def display(self, value: Any, context: Context) -> Shown:
        """In words, with the tone of what is near or late; ignore the tone once it is done."""
        if not value:
            return Shown(self.kind, "")
        local = moment_of(value).astimezone(context.zone)
        when = local.date() if local.time() == END_OF_DAY else local
        said = wording_periods.deadline(when, context.now.astimezone(context.zone), context.lang)
        return Shown(self.kind, said.words, (Part(said.words, tone=said.tone, kind="due"),), value)
