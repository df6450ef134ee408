"""What an import brings, before it has ids: plain values, each with its origin.

The origin is the key that finds the same thing again: an import run twice adds nothing.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class Newcomer(NamedTuple):
    """A person to be. ``email`` attaches her to an account that already exists."""

    origin: str
    name: str
    kind: str = "person"
    active: bool = True
    job: str = ""
    phone: str = ""
    email: str = ""


class Known(NamedTuple):
    """A person who is there: ids for the database, uid and name for mentions."""

    id: int
    uid: str
    name: str
    kind: str
    active: bool


@dataclass(frozen=True)
class Place:
    """A space to be. ``members``: pairs of a person's id and a rank."""

    origin: str
    name: str
    visibility: str
    apps: tuple[str, ...]
    members: tuple[tuple[int, int], ...] = ()
    description: str = ""
    created_at: datetime | None = None
    archived_by: int | None = None


class Text(NamedTuple):
    """A document as JSON, its plain words, and the ids of the people it mentions."""

    body: str
    words: str
    mentioned: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Something somebody wrote."""

    origin: str
    author: int
    at: datetime
    text: Text
    edited_at: datetime | None = None
    edited_by: int | None = None
    reactions: tuple[tuple[int, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Post(Piece):
    """An item to be."""

    title: str = ""


@dataclass(frozen=True, slots=True)
class Answer(Piece):
    """A comment to be, under the item whose origin is ``post``."""

    post: str = ""
