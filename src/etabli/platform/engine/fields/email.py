"""An e-mail address."""

from typing import Any, ClassVar, Literal
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from etabli.lib.text import clean_line
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.shown import Part, Shown, Widget

_LONGEST = 254
"""RFC 5321: the longest address a server takes."""


class EmailField(Field):
    """Canonical: the address, its domain in small letters."""

    lives_in: ClassVar[str] = "t"

    type: Literal["email"] = "email"

    def canonicalise(self, raw: Any, context: Context) -> str:
        text = raw.strip().removeprefix("mailto:") if isinstance(raw, str) else ""
        try:
            # What is not one plain line is no address at all.
            validate_email(text if text == clean_line(text, _LONGEST) else "")
        except (ValidationError, UnicodeError):
            raise FieldError(
                _("This is not an e-mail address. Write it as name@example.org.")
            ) from None
        local, _at, domain = text.rpartition("@")
        return f"{local}@{domain.lower()}"

    def form_widget(self, value: Any, context: Context) -> Widget:
        return Widget(
            kind="email",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value=value or "",
            required=self.required,
            maxlength=_LONGEST,
            inputmode="email",
        )

    def display(self, value: Any, context: Context) -> Shown:
        if not value:
            return Shown(self.kind, "")
        part = Part(value, url=f"mailto:{quote(value, safe='@+')}", kind="email")
        return Shown(self.kind, value, (part,), value)

    def search_text(self, value: Any, context: Context) -> str:
        return value or ""

    def flex_value(self, value: Any) -> str | None:
        return value.lower() if value else None
