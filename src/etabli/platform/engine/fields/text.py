"""Text: a line, or a few when ``multiline``."""

from typing import Any, ClassVar, Literal

from django.db.models import Q
from django.utils.translation import gettext as _
from pydantic import Field as Setting

from etabli.lib.text import clean, clean_line, sort_key
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.shown import Widget

LINE, PAGE = 200, 5000


class TextField(Field):
    """``max``: characters, 200 on one line and 5,000 on several if unsaid."""

    lives_in: ClassVar[str] = "t"

    type: Literal["text"] = "text"
    multiline: bool = False
    max: int | None = Setting(default=None, ge=1, le=20_000)
    default: str | None = None

    @property
    def longest(self) -> int:
        return self.max or (PAGE if self.multiline else LINE)

    def canonicalise(self, raw: Any, context: Context) -> str | None:
        if not isinstance(raw, str):
            raise FieldError(_("Write some text."))
        if len(raw) > self.longest * 2 + 1000:
            raise self._too_long(len(raw))
        text = clean(raw).strip() if self.multiline else clean_line(raw, self.longest + 1000)
        if len(text) > self.longest:
            raise self._too_long(len(text))
        return text or None

    def _too_long(self, length: int) -> FieldError:
        return FieldError(
            _("Too long: %(length)s characters, %(longest)s at most.")
            % {"length": length, "longest": self.longest}
        )

    def default_value(self, context: Context) -> str | None:
        return self.default

    def form_widget(self, value: Any, context: Context) -> Widget:
        return Widget(
            kind="lines" if self.multiline else "line",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value=value or "",
            required=self.required,
            maxlength=self.longest,
            rows=4 if self.multiline else None,
        )

    def search_text(self, value: Any, context: Context) -> str:
        return value or ""

    def flex_value(self, value: Any) -> str | None:
        return sort_key(value)[:LINE] if value else None

    def filter_ops(self) -> tuple[str, ...]:
        return ("contains", "is", "none", "any")

    def filter_q(self, column: str, op: str, value: Any = None) -> Q:
        if op == "contains":
            return Q(**{f"{column}__contains": sort_key(value)})
        return super().filter_q(column, op, value)
