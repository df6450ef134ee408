"""A list of things to tick."""

import secrets
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import Field as Setting

from etabli.lib.text import clean_line
from etabli.platform.engine.fields.context import Context, Form
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.shown import Part, Shown, Widget

_LONGEST = 200
_ROWS_TO_FILL = 3


class ChecklistField(Field):
    """Canonical: a list of {id, text, done}. ``max``: how many lines."""

    type: Literal["checklist"] = "checklist"
    max: int = Setting(default=50, ge=1, le=200)

    def from_form(self, form: Form, name: str) -> Any:
        """Rows are sent as ``name.id``, ``name.text`` side by side, ``name.done`` as ids."""
        done = set(form.getlist(f"{name}.done"))
        ids = form.getlist(f"{name}.id")
        texts = form.getlist(f"{name}.text")
        ids += [""] * (len(texts) - len(ids))
        return [
            {"id": row, "text": text, "done": bool(row) and row in done}
            for row, text in zip(ids, texts, strict=False)
            if text.strip()
        ]

    def from_import(self, text: str, context: Context) -> Any:
        lines = [line.strip().removeprefix("- ") for line in text.splitlines() if line.strip()]
        return self.validate([_line_of(line) for line in lines], context)

    def canonicalise(self, raw: Any, context: Context) -> list[dict[str, Any]] | None:
        if not isinstance(raw, list):
            raise FieldError(_("Write one thing to do per line."))
        if len(raw) > self.max:
            sentence = ngettext("One line at most.", "%(most)s lines at most.", self.max)
            raise FieldError(sentence % {"most": self.max})
        taken: set[str] = set()
        rows = [_row(one, taken) for one in raw]
        return [row for row in rows if row["text"]] or None

    def tick(self, value: Any, line: str, *, done: bool) -> list[dict[str, Any]]:
        """The list with one line ticked or not. Raises FieldError when the line is gone."""
        if not any(row["id"] == line for row in value or ()):
            raise FieldError(_("This line is no longer in the list."))
        return [{**row, "done": done} if row["id"] == line else row for row in value]

    def progress(self, value: Any) -> tuple[int, int]:
        """How many lines are done, out of how many."""
        rows = value or ()
        return sum(row["done"] for row in rows), len(rows)

    def form_widget(self, value: Any, context: Context) -> Widget:
        empty = {"id": "", "text": "", "done": False}
        return Widget(
            kind="checklist",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value=[*(value or []), *[empty] * min(_ROWS_TO_FILL, self.max - len(value or []))],
            required=self.required,
            maxlength=_LONGEST,
            limit=self.max,
        )

    def display(self, value: Any, context: Context) -> Shown:
        if not value:
            return Shown(self.kind, "")
        done, total = self.progress(value)
        text = _("%(done)s of %(total)s") % {"done": done, "total": total}
        parts = tuple(Part(row["text"], uid=row["id"], done=row["done"]) for row in value)
        return Shown(self.kind, text, parts, value)

    def search_text(self, value: Any, context: Context) -> str:
        return "\n".join(row["text"] for row in value or ())

    def export_cell(self, value: Any, context: Context) -> str | int | float:
        return "\n".join(f"[{'x' if row['done'] else ' '}] {row['text']}" for row in value or ())


def _line_of(line: str) -> dict[str, Any]:
    done = line[:3].lower() == "[x]"
    return {"text": line[3:].strip() if done or line[:3] == "[ ]" else line, "done": done}


def _row(given: Any, taken: set[str]) -> dict[str, Any]:
    if isinstance(given, str):
        given = {"text": given}
    text = given.get("text") if isinstance(given, dict) else None
    if not isinstance(text, str):
        raise FieldError(_("Write one thing to do per line."))
    if len(text) > _LONGEST * 2 or len(line := clean_line(text, _LONGEST * 2)) > _LONGEST:
        raise FieldError(_("A line has %(longest)s characters at most.") % {"longest": _LONGEST})
    uid = given.get("id")
    if not isinstance(uid, str) or not uid.isalnum() or len(uid) > 16 or uid in taken:
        uid = secrets.token_hex(4)
    taken.add(uid)
    return {"id": uid, "text": line, "done": given.get("done") is True}
