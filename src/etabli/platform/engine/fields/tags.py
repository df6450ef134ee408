"""Free words put on an item by behaviour ``taggable``."""

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from etabli.lib.text import clean_line, fold
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.shown import Part, Ref, Shown, Widget

_LONGEST = 40


class TagsField(Field):
    """Canonical: a list of words, as first typed; two that differ by case or accents are one."""

    lives_in: ClassVar[str] = ""

    type: Literal["tags"] = "tags"
    max: int = Setting(default=10, ge=1, le=30)

    def canonicalise(self, raw: Any, context: Context) -> list[str] | None:
        given = raw.replace(";", ",").split(",") if isinstance(raw, str) else raw
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            raise FieldError(_("Write words with commas between them."))
        tags: dict[str, str] = {}
        for word in given[:1000]:
            tag = clean_line(word.strip().removeprefix("#"), _LONGEST + 1)
            if len(tag) > _LONGEST:
                raise FieldError(_("A tag has %(most)s characters at most.") % {"most": _LONGEST})
            if tag:
                tags.setdefault(fold(tag), tag)
        if len(tags) > self.max:
            raise FieldError(_("%(most)s tags at most.") % {"most": self.max})
        return list(tags.values()) or None

    def form_widget(self, value: Any, context: Context) -> Widget:
        return Widget(
            kind="tags",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=_("Words with commas between them."),
            value=", ".join(value or ()),
            limit=self.max,
        )

    def display(self, value: Any, context: Context) -> Shown:
        parts = tuple(Part(tag, uid=fold(tag), kind="tag") for tag in value or ())
        return Shown(self.kind, ", ".join(value or ()), parts, value)

    def search_text(self, value: Any, context: Context) -> str:
        return " ".join(value or ())

    def refs(self, value: Any) -> Sequence[Ref]:
        return [Ref("tag", text=fold(tag)) for tag in value or ()]
