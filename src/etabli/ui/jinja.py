"""The Jinja2 environment of every template: named in settings.TEMPLATES."""

import json
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import ChainableUndefined, Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from . import wordings
from .brand import brand_css
from .elements import import_map
from .icons import icon
from .parts import Parts


def environment(**options: Any) -> Environment:
    """Django calls this once. A missing name is an error while developing and testing."""
    strict = getattr(settings, "STRICT_TEMPLATES", settings.DEBUG)
    options["undefined"] = StrictUndefined if strict else _Forgiving
    made = Environment(
        autoescape=options.pop("autoescape", True),
        **options,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
        newstyle=True,
    )
    made.filters |= wordings.FILTERS
    made.globals |= {
        "ui": Parts(made),
        "icon": icon,
        "static": static,
        "url": url,
        "nonce": nonce,
        "brand_css": brand_css,
        "constant": Constants(made),
        "import_map": lambda: _json(import_map()),
        "json": _json,
        "files_limit": lambda: getattr(settings, "FILES_LIMIT", 0),
        "language": wordings.language,
        "now": wordings.now,
        "period": wordings.period,
        "meeting": wordings.meeting,
        "plural": wordings.plural,
    }
    return made


class Constants:
    """`constant("ui/words.html")`: what a template says that depends on the language alone, drawn
    once for each language; always anew while templates are being written.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._drawn: dict[tuple[str, str], Markup] = {}

    def __call__(self, template: str) -> Markup:
        key = (template, wordings.language())
        if key not in self._drawn or self._environment.auto_reload:
            self._drawn[key] = Markup(self._environment.get_template(template).render())  # noqa: S704
        return self._drawn[key]


class _Forgiving(ChainableUndefined):
    """In production a missing name shows nothing rather than an error page."""


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named route: `url("items:show", uid=item.uid)`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


@pass_context
def nonce(context: Context) -> str:
    """The nonce of this response, for the few <script> and <style> elements."""
    # Its truth only says whether it was already asked for.
    found = getattr(context.get("request"), "csp_nonce", None)
    return "" if found is None else str(found)


def _json(value: Any) -> Markup:
    """JSON that can stand in a <script> element, or an attribute in single quotes."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    for character, escape in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("'", "\\u0027"),
    ):
        text = text.replace(character, escape)
    # Neither quotes of attributes nor tags are left in it.
    return Markup(text)  # noqa: S704
