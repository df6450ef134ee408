"""How often an item comes again."""

from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _

from etabli.lib.recurrence import EVERY, MOST, WEEKDAYS, Rule
from etabli.lib.wording_recurrence import EVERY as SAID
from etabli.lib.wording_recurrence import recurrence, weekday_name
from etabli.platform.engine.fields.context import Context, Form
from etabli.platform.engine.fields.days import read_day
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.shown import Choice, Shown, Widget

IN_WEEKS = ("week", "two_weeks")


class RecurrenceField(Field):
    """Canonical: {every, days, until, times, but}, what is not said left out.

    ``schedulable: {repeats: …}`` makes the item take place each time it says.
    """

    type: Literal["recurrence"] = "recurrence"

    def from_form(self, form: Form, name: str) -> Any:
        boxes = {box: form.get(f"{name}.{box}") or "" for box in ("every", "until", "times")}
        return {**boxes, **{box: form.getlist(f"{name}.{box}") for box in ("days", "but")}}

    def from_import(self, text: str, context: Context) -> Any:
        tongue = "fr" if context.lang[:2] == "fr" else "en"
        said = {words.lower(): every for every, words in SAID[tongue].items()}
        return self.validate({"every": said.get(text.strip().lower(), text.strip())}, context)

    def blank(self, raw: Any) -> bool:
        return not raw.get("every") if isinstance(raw, dict) else super().blank(raw)

    def canonicalise(self, raw: Any, context: Context) -> dict[str, Any]:
        every = raw.get("every") if isinstance(raw, dict) else None
        if every not in EVERY:
            raise FieldError(_("Pick how often from the list."))
        value: dict[str, Any] = {"every": every}
        if every in IN_WEEKS and (days := _listed(raw.get("days"))):
            value["days"] = [one for one in WEEKDAYS if one in days]
            if set(days) - set(WEEKDAYS):
                raise FieldError(_("Pick days of the week from the list."))
        until, times = raw.get("until"), raw.get("times")
        if until and times:
            raise FieldError(_("Say until when or how many times, not both."))
        if until:
            value["until"] = read_day(until, context.lang).isoformat()
        if times:
            value["times"] = _times(times)
        if but := _listed(raw.get("but")):
            value["but"] = sorted({read_day(one, context.lang).isoformat() for one in but})
        return value

    def form_widget(self, value: Any, context: Context) -> Widget:
        kept = value or {}
        tongue = "fr" if context.lang[:2] == "fr" else "en"
        return Widget(
            kind=self.kind,
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value={
                "every": kept.get("every", ""),
                "until": kept.get("until", ""),
                "times": str(kept.get("times", "")),
                "days": list(kept.get("days", ())),
                "but": list(kept.get("but", ())),
            },
            required=self.required,
            options=tuple(Choice(one, SAID[tongue][one]) for one in EVERY),
            parts=tuple(Choice(one, weekday_name(one, context.lang)) for one in WEEKDAYS),
        )

    def display(self, value: Any, context: Context) -> Shown:
        if not value:
            return Shown(self.kind, "")
        rule = Rule.read(value)
        return Shown(self.kind, recurrence(rule, context.today, context.lang), value=value)


def without(value: dict[str, Any], day: date) -> dict[str, Any]:
    """The rule with one day left out. Raises FieldError when too many are."""
    but = sorted({*value.get("but", ()), day.isoformat()})
    if len(but) > MOST:
        raise FieldError(_("Too many days are left out. Make it come less often."))
    return {**value, "but": but}


def _listed(raw: Any) -> list[str]:
    if not raw:
        return []
    if not isinstance(raw, list) or len(raw) > MOST or not all(isinstance(r, str) for r in raw):
        raise FieldError(_("Pick the days from the list."))
    return [one for one in raw if one]


def _times(raw: Any) -> int:
    text = str(raw).strip()
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and 1 <= int(text) <= MOST):
        raise FieldError(_("How many times is a number from 1 to %(most)s.") % {"most": MOST})
    return int(text)
