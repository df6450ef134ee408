"""The icons of the sprite: Phosphor, regular weight (MIT)."""

import re
from functools import cache, lru_cache
from pathlib import Path

from django.templatetags.static import static
from markupsafe import Markup

SPRITE = Path(__file__).parent / "static" / "ui" / "icons.svg"
FALLBACK = "puzzle-piece"


@cache
def names() -> frozenset[str]:
    """Every icon that the sprite holds."""
    return frozenset(re.findall(r'<symbol id="i-([a-z0-9-]+)"', SPRITE.read_text("utf-8")))


@lru_cache(maxsize=1024)
def icon(name: str, *, size: str = "") -> Markup:
    """An icon hidden from screen readers: the words beside it, or the label of the
    button around it, say what it means. A name that the sprite lacks shows a puzzle
    piece: apps are declared by hand and a wrong icon must not take a page down.
    """
    known = name if name in names() else FALLBACK
    extra = f" i--{size}" if size else ""
    return Markup('<svg class="i{}" aria-hidden="true"><use href="{}#i-{}"/></svg>').format(
        extra, static("ui/icons.svg"), known
    )
