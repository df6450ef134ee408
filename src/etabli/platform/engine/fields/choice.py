"""One option among those of the definition."""

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Literal

from django.db.models.expressions import OrderBy
from django.utils.translation import gettext as _
from pydantic import Field as Setting

from etabli.lib.text import fold
from etabli.platform.engine.definition.names import Hue, Icon, Uid
from etabli.platform.engine.definition.strict import Keyed, Named
from etabli.platform.engine.definition.words import Words
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.shown import Choice, GroupKey, Part, Shown, Widget


class Option(Named):
    """One answer. Its uid is what is kept: the words may change freely."""

    name: Words
    hint: Words | None = None
    hue: Hue | None = None
    icon: Icon | None = None
    retired: bool = False

    def chip(self, lang: str) -> Part:
        return Part(
            self.name.say(lang),
            uid=self.uid,
            hue=self.hue or "",
            icon=self.icon or "",
            kind="option",
        )


Options = Annotated[Keyed[Option], Setting(min_length=1, max_length=200)]


def find_option(options: dict[str, Option], raw: Any, kept: Sequence[str]) -> str:
    """The uid of the option someone means. Raises FieldError.

    ``kept``: what the item says now; a retired option stays acceptable there.
    """
    option = options.get(raw) if isinstance(raw, str) else None
    if option is None:
        raise FieldError(_("This answer is not in the list. Choose one that is."))
    if option.retired and option.uid not in kept:
        raise FieldError(_("This answer is no longer in use. Choose another."))
    return option.uid


def option_called(options: dict[str, Option], text: str) -> str:
    """The uid of the option that goes by that name in either language, or the text itself."""
    wanted = fold(text).strip()
    for uid, option in options.items():
        if wanted in (uid, fold(option.name.fr), fold(option.name.en)):
            return uid
    return text


def option_choices(
    options: dict[str, Option], chosen: Sequence[str], lang: str
) -> tuple[Choice, ...]:
    """The options of an input: those in use, and the retired ones that are chosen."""
    return tuple(
        Choice(
            uid,
            option.name.say(lang),
            chosen=uid in chosen,
            hue=option.hue or "",
            icon=option.icon or "",
            retired=option.retired,
        )
        for uid, option in options.items()
        if not option.retired or uid in chosen
    )


class ChoiceField(Field):
    """``options``: the answers, keyed by uid. A board can have a column per option."""

    lives_in: ClassVar[str] = "t"

    type: Literal["choice"] = "choice"
    options: Options
    default: Uid | None = None

    def canonicalise(self, raw: Any, context: Context) -> str:
        return find_option(self.options, raw, [context.current])

    def from_import(self, text: str, context: Context) -> Any:
        return self.validate(option_called(self.options, text), context)

    def default_value(self, context: Context) -> str | None:
        return self.default

    def form_widget(self, value: Any, context: Context) -> Widget:
        return Widget(
            kind="choice",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value=value or "",
            required=self.required,
            options=option_choices(self.options, [value], context.lang),
        )

    def display(self, value: Any, context: Context) -> Shown:
        option = self.options.get(value) if value else None
        if option is None:
            return Shown(self.kind, "")
        chip = option.chip(context.lang)
        return Shown(self.kind, chip.label, (chip,), value)

    def search_text(self, value: Any, context: Context) -> str:
        option = self.options.get(value) if value else None
        return f"{option.name.fr} {option.name.en}" if option else ""

    def flex_value(self, value: Any) -> str | None:
        return value or None

    def sort_expr(self, column: str, *, descending: bool) -> OrderBy:
        return self._ordered(column, self.options, descending=descending)

    def group_keys(self, context: Context) -> Sequence[GroupKey]:
        keys = [
            GroupKey(uid, option.name.say(context.lang), option.hue or "", option.icon or "")
            for uid, option in self.options.items()
            if not option.retired
        ]
        return keys if self.required else [*keys, GroupKey(None, _("Not said"))]
