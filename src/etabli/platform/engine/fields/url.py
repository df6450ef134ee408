"""The address of a page."""

from typing import Any, ClassVar, Literal
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from etabli.lib.text import clean, sort_key
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.shown import Part, Shown, Widget

_LONGEST = 2000


def read_url(raw: Any) -> str:
    """The http or https address in a text. Raises FieldError."""
    text = raw.strip() if isinstance(raw, str) else ""
    if len(text) > _LONGEST:
        raise FieldError(_("This address is too long: 2,000 characters at most."))
    if text != clean(text) or any(letter.isspace() or letter in '<>"\\`{}|^' for letter in text):
        raise _not_an_address()
    if "://" not in text and not text.lower().startswith(("javascript:", "data:", "mailto:")):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise _not_an_address() from None
    if parts.scheme.lower() not in ("http", "https"):
        raise FieldError(_("Only addresses that begin with http:// or https:// can be kept."))
    if not host or ("." not in host and host != "localhost" and ":" not in host) or port == 0:
        raise _not_an_address()
    if parts.username is not None or parts.password is not None:
        raise FieldError(_("Take the name and the password out of this address."))
    return text


def _not_an_address() -> FieldError:
    return FieldError(_("This is not the address of a page. Copy it from your browser."))


class UrlField(Field):
    """http and https alone: nothing a browser would execute."""

    lives_in: ClassVar[str] = "t"

    type: Literal["url"] = "url"

    def canonicalise(self, raw: Any, context: Context) -> str:
        return read_url(raw)

    def form_widget(self, value: Any, context: Context) -> Widget:
        return Widget(
            kind="url",
            name=self.uid,
            label=self.name.say(context.lang),
            hint=self.hint.say(context.lang) if self.hint else "",
            value=value or "",
            required=self.required,
            maxlength=_LONGEST,
            inputmode="url",
        )

    def display(self, value: Any, context: Context) -> Shown:
        if not value:
            return Shown(self.kind, "")
        parts = urlsplit(value)
        brief = (parts.netloc.removeprefix("www.") + parts.path).rstrip("/")
        label = brief if len(brief) <= 60 else f"{brief[:59]}…"
        return Shown(self.kind, value, (Part(label, url=value, kind="url"),), value)

    def search_text(self, value: Any, context: Context) -> str:
        return value or ""

    def flex_value(self, value: Any) -> str | None:
        return sort_key(value)[:200] if value else None
