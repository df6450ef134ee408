"""Public identifiers."""

import uuid

from uuid_utils import compat


def uuid7() -> uuid.UUID:
    """A time-ordered UUID (RFC 9562, version 7)."""
    return compat.uuid7()


def read_uid(value: object) -> uuid.UUID | None:
    """The UUID that a text from outside spells, or None: an address is never a 500."""
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None


def read_number(text: str, otherwise: int = 0) -> int:
    """The whole number of at most nine digits that a text from outside spells."""
    plain = text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if plain else otherwise
