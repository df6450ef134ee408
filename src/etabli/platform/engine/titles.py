"""The title and the number of an item, from what its app declares."""

import re
from collections.abc import Mapping
from datetime import datetime

from etabli.platform.engine.definition.format import Definition

TITLE_LENGTH = 300

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_SEQUENCE = re.compile(r"\{seq(?::([1-9]))?\}")
_SPACES = re.compile(r"\s+")


def title_names(app: Definition) -> tuple[str, ...]:
    """The fields a title says: when one of them changes, the title does."""
    return tuple(_PLACEHOLDER.findall(app.title))


def title_of(app: Definition, words: Mapping[str, str], lang: str = "fr") -> str:
    """The title of an item, from the plain words of its fields: one line, never empty."""
    filled = _PLACEHOLDER.sub(lambda found: words.get(found[1], ""), app.title)
    filled = _SPACES.sub(" ", filled).strip(" ,;:–-·")
    if len(filled) > TITLE_LENGTH:
        filled = f"{filled[: TITLE_LENGTH - 1].rstrip()}…"
    return filled or app.name.one(lang)


def number_of(app: Definition, sequence: int, created: datetime) -> str:
    """The number of an item, INC-2026-0418; empty when the app gives none."""
    written = (app.number or "").replace("{year}", str(created.year))
    return _SEQUENCE.sub(lambda found: f"{sequence:0{found[1] or 1}d}", written)


def series_of(app: Definition, created: datetime) -> str:
    """The series numbers are counted in: the year when they restart each year, else empty."""
    return str(created.year) if "{year}" in (app.number or "") else ""
