"""What every field is: what its definition says, and what can be asked of it.

A field works on *canonical* values: plain JSON, as kept in ``item.data``. What people type,
paste or send becomes canonical through ``validate`` alone, or is refused with a sentence.
"""

from typing import Any

from django.utils.translation import gettext as _

from etabli.platform.engine.fields.cells import safe_cell
from etabli.platform.engine.fields.context import Context, Form
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.listing import Listed
from etabli.platform.engine.fields.shown import Converted, Shown, Widget


class Field(Listed):
    """A field of an app: one subclass per type, each in its file."""

    def validate(self, raw: Any, context: Context) -> Any:  # type: ignore[override]
        """The canonical value of what was typed, posted or sent; None when nothing was.

        Raises FieldError with a sentence in the language in use. Whether a value is needed
        is asked apart, with ``demand``: a move may require more than the form does.
        """
        if self.blank(raw):
            return None
        return self.canonicalise(raw, context)

    def canonicalise(self, raw: Any, context: Context) -> Any:
        """The canonical value of something not blank. Raises FieldError."""
        raise NotImplementedError

    def blank(self, raw: Any) -> bool:
        """Whether nothing was given."""
        return raw is None or raw == [] or (isinstance(raw, str) and not raw.strip())

    def demand(self, value: Any) -> None:
        """Raise FieldError when a needed value is missing."""
        if value is None:
            raise FieldError(_("This is needed. Fill it in."))

    def default_value(self, context: Context) -> Any:
        """What a new item starts with."""
        return None

    def from_form(self, form: Form, name: str) -> Any:
        """What a form says for this field, as ``validate`` takes it and a widget redraws it."""
        return form.get(name)

    def from_json(self, given: Any, context: Context) -> Any:
        """The canonical value of what the API or an archive says. Raises FieldError."""
        return self.validate(given, context)

    def from_import(self, text: str, context: Context) -> Any:
        """The canonical value of a cell of a spreadsheet. Raises FieldError."""
        return self.validate(text, context)

    def to_json(self, value: Any, context: Context) -> Any:
        """The value as the API and archives say it: public uids, never internal ids."""
        return value

    def form_widget(self, value: Any, context: Context) -> Widget:
        """The input to draw, filled with ``value``."""
        raise NotImplementedError

    def display(self, value: Any, context: Context) -> Shown:
        """The value as people read it."""
        return Shown(self.kind, "" if value is None else str(value), value=value)

    def search_text(self, value: Any, context: Context) -> str:
        """The words search finds the item by."""
        return ""

    def diff_text(self, value: Any, context: Context) -> str:
        """The value in a few words, for « before → after »."""
        text = "" if value is None else self.display(value, context).text
        return text if len(text) <= 160 else f"{text[:159]}…"

    def export_cell(self, value: Any, context: Context) -> str | int | float:
        """The value in a spreadsheet; never something a spreadsheet would execute."""
        return "" if value is None else safe_cell(self.display(value, context).text)

    def convert_from(self, other: "Field", value: Any, context: Context) -> Converted:
        """The value of a field of another type, carried over through its words."""
        if value is None:
            return Converted(None)
        text = other.display(value, context).text
        try:
            return Converted(self.from_import(text, context))
        except FieldError:
            return Converted(None, lost=text)

    def anonymise(self, value: Any, person: int) -> Any:
        """The value once that person is forgotten."""
        return value
