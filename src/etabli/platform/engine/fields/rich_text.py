"""Long text with headings, lists, mentions and links."""

from collections.abc import Sequence
from typing import Any, Literal

from django.utils.translation import gettext as _

from etabli.lib.richtext import (
    Mention,
    RichTextError,
    from_markdown,
    is_empty,
    mentions,
    to_text,
)
from etabli.lib.richtext import validate as read_document
from etabli.lib.text import excerpt
from etabli.platform.engine.fields.cells import safe_cell
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.shown import Shown, Widget


class RichTextField(Field):
    """Canonical: a ProseMirror document. Forms send it as JSON, or Markdown without JavaScript."""

    type: Literal["rich_text"] = "rich_text"

    def canonicalise(self, raw: Any, context: Context) -> dict[str, Any] | None:
        try:
            if isinstance(raw, str) and not raw.lstrip().startswith('{"'):
                document = from_markdown(raw)
            else:
                document = read_document(raw)
        except RichTextError as refusal:
            raise FieldError(_(refusal.template) % refusal.values) from None
        return None if is_empty(document) else document

    def form_widget(self, value: Any, context: Context) -> Widget:
        return Widget(
            kind="rich_text",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value=value or "",
            required=self.required,
        )

    def display(self, value: Any, context: Context) -> Shown:
        """``text`` is an extract; templates render ``value`` with the reader's rights."""
        return Shown(self.kind, excerpt(to_text(value)) if value else "", value=value)

    def search_text(self, value: Any, context: Context) -> str:
        return to_text(value) if value else ""

    def export_cell(self, value: Any, context: Context) -> str | int | float:
        return safe_cell(to_text(value)) if value else ""

    def mentions(self, value: Any) -> Sequence[Mention]:
        """Who is mentioned: the engine writes these as ``ItemRef`` rows of this field."""
        return mentions(value) if value else ()
