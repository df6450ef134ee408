"""The answers one may choose in a ballot: written by whoever asks, item by item."""

from dataclasses import replace
from typing import Any, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Setting

from etabli.platform.engine.fields.checklist import ChecklistField
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.shown import Part, Shown, Widget

FEWEST = 2


class OptionsField(ChecklistField):
    """Canonical: a list of {id, text}; an answer keeps its id when its words change. ``max``:
    how many.
    """

    type: Literal["options"] = "options"  # type: ignore[assignment]
    max: int = Setting(default=20, ge=FEWEST, le=50)

    def canonicalise(self, raw: Any, context: Context) -> list[dict[str, Any]] | None:
        rows = super().canonicalise(raw, context)
        if rows is not None and len(rows) < FEWEST:
            raise FieldError(_("Write two answers at least, one per line."))
        said = [row["text"] for row in rows or ()]
        for text in said:
            if said.count(text) > 1:
                raise FieldError(_("“%(text)s” is written twice.") % {"text": text})
        return [{"id": row["id"], "text": row["text"]} for row in rows] if rows else None

    def form_widget(self, value: Any, context: Context) -> Widget:
        return replace(super().form_widget(value, context), kind="options")

    def display(self, value: Any, context: Context) -> Shown:
        parts = tuple(Part(row["text"], uid=row["id"]) for row in value or ())
        return Shown(self.kind, " · ".join(part.label for part in parts), parts, value)

    def export_cell(self, value: Any, context: Context) -> str | int | float:
        return "\n".join(f"- {row['text']}" for row in value or ())
