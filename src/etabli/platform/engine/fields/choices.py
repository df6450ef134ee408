"""Several options among those of the definition."""

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from etabli.lib import wording_numbers
from etabli.platform.engine.fields.choice import (
    Options,
    find_option,
    option_called,
    option_choices,
)
from etabli.platform.engine.fields.context import Context, Form
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.shown import Ref, Shown, Widget


class ChoicesField(Field):
    """``max``: how many one may choose. Canonical: the uids, in the order of the definition."""

    lives_in: ClassVar[str] = ""

    type: Literal["choices"] = "choices"
    options: Options
    max: int | None = Setting(default=None, ge=1, le=200)

    def from_form(self, form: Form, name: str) -> Any:
        return [uid for uid in form.getlist(name) if uid]

    def from_import(self, text: str, context: Context) -> Any:
        names = [name.strip() for name in text.replace(";", ",").split(",") if name.strip()]
        return self.validate([option_called(self.options, name) for name in names], context)

    def canonicalise(self, raw: Any, context: Context) -> list[str] | None:
        given = [raw] if isinstance(raw, str) else raw
        if not isinstance(given, list) or len(given) > 1000:
            raise FieldError(_("This answer is not in the list. Choose one that is."))
        kept = context.current or []
        found = {find_option(self.options, one, kept) for one in given}
        if self.max and len(found) > self.max:
            raise FieldError(_("Choose %(most)s at most.") % {"most": self.max})
        return [uid for uid in self.options if uid in found] or None

    def form_widget(self, value: Any, context: Context) -> Widget:
        return Widget(
            kind="choices",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value=value or [],
            required=self.required,
            multiple=True,
            limit=self.max,
            options=option_choices(self.options, value or [], context.lang),
        )

    def display(self, value: Any, context: Context) -> Shown:
        chips = tuple(
            self.options[uid].chip(context.lang) for uid in value or () if uid in self.options
        )
        text = wording_numbers.listing([chip.label for chip in chips], context.lang)
        return Shown(self.kind, text, chips, value)

    def search_text(self, value: Any, context: Context) -> str:
        chosen = [self.options[uid].name for uid in value or () if uid in self.options]
        return " ".join(f"{name.fr} {name.en}" for name in chosen)

    def refs(self, value: Any) -> Sequence[Ref]:
        return [Ref("tag", text=uid) for uid in value or ()]
