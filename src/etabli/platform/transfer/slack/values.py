"""Values of an export, whatever type they turn out to have.

Exports come from Slack, from tools that imitate it and from people who edited them: a text
may be null, a list may be an object. What has not the type that is asked for is not there.
"""

import re
from datetime import UTC, datetime
from typing import Any

from etabli.lib.text import clean, clean_line
from etabli.platform.transfer.slack.addresses import without_tokens

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_MOMENT = re.compile(r"(\d{1,10})(?:\.(\d{1,6}))?")


def fields(value: Any) -> dict[str, Any]:
    """An object, or an empty one."""
    return value if isinstance(value, dict) else {}


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def text(value: Any, limit: int = 40_000) -> str:
    """A text, cleaned of what PostgreSQL or a browser would not take."""
    return clean(value, limit) if isinstance(value, str) else ""


def words(value: Any, limit: int = 40_000) -> str:
    """A text in Slack's markup, whose links have lost the keys that they carried."""
    return without_tokens(text(value, limit))


def line(value: Any, limit: int = 150) -> str:
    """A name or a title."""
    return clean_line(value, limit) if isinstance(value, str) else ""


def identifier(value: Any) -> str:
    """An id that may stand in an origin, or an empty text."""
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""


def identifiers(value: Any) -> list[str]:
    """The ids of a list, each once, in their order."""
    listed = value if isinstance(value, list) else []
    return list(dict.fromkeys(filter(None, map(identifier, listed))))


def moment(value: Any) -> datetime | None:
    """The date that Slack writes as seconds since 1970, a number or a text."""
    found = _MOMENT.fullmatch(str(value)) if isinstance(value, str | int | float) else None
    if not found or int(found[1]) == 0:
        return None
    at = datetime.fromtimestamp(int(found[1]), UTC)
    return at.replace(microsecond=int((found[2] or "").ljust(6, "0")))


def stamp(value: Any) -> str:
    """A message's ``ts``: its date, and its id within its channel. Empty when it is not one."""
    return str(value) if moment(value) else ""
