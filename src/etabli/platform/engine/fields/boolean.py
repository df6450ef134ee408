"""Yes or no."""

import builtins
from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _

from etabli.lib.text import fold
from etabli.platform.engine.definition.words import Words
from etabli.platform.engine.fields.context import Context, Form
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.shown import GroupKey, Shown, Widget

_YES = frozenset({"1", "true", "yes", "y", "oui", "o", "vrai", "on", "x"})
_NO = frozenset({"0", "false", "no", "n", "non", "faux", "off"})


class BooleanField(Field):
    """``yes``, ``no``: what the two answers are called. Required means that it must be yes."""

    lives_in: ClassVar[str] = "n"

    type: Literal["boolean"] = "boolean"
    yes: Words | None = None
    no: Words | None = None
    default: bool = False

    @property
    def compares_as(self) -> builtins.type:
        return bool

    def canonicalise(self, raw: Any, context: Context) -> bool:
        if isinstance(raw, bool):
            return raw
        word = fold(str(raw)).strip() if isinstance(raw, str | int) else ""
        if word in _YES or (self.yes and word == fold(self.yes.say(context.lang))):
            return True
        if word in _NO or (self.no and word == fold(self.no.say(context.lang))):
            return False
        raise FieldError(_("Answer yes or no."))

    def demand(self, value: Any) -> None:
        if value is not True:
            raise FieldError(_("Tick this to go on."))

    def default_value(self, context: Context) -> bool:
        return self.default

    def from_form(self, form: Form, name: str) -> Any:
        # A box that is not ticked is not sent.
        return form.get(name) or "0"

    def form_widget(self, value: Any, context: Context) -> Widget:
        return Widget(
            kind="boolean",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value="1" if value else "0",
            required=self.required,
        )

    def _word(self, value: bool, lang: str) -> str:
        words = self.yes if value else self.no
        if words:
            return words.say(lang)
        return _("Yes") if value else _("No")

    def display(self, value: Any, context: Context) -> Shown:
        if value is None:
            return Shown(self.kind, "")
        return Shown(self.kind, self._word(value, context.lang), value=value)

    def comparable(self, value: Any) -> Any:
        return value

    def flex_value(self, value: Any) -> float | None:
        return None if value is None else float(value)

    def filter_ops(self) -> tuple[str, ...]:
        return ("is",)

    def group_keys(self, context: Context) -> Sequence[GroupKey]:
        return [GroupKey(value, self._word(value, context.lang)) for value in (True, False)]
