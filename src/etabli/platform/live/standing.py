"""Somebody who has streams open: what she may see, and how she came in."""

from dataclasses import dataclass, field
from hashlib import blake2b

from etabli.platform.live.lookups import Circle
from etabli.platform.live.stream import Stream


@dataclass(frozen=True)
class Visitor:
    """Who a session is. ``password`` digests the account's: when it changes, streams end."""

    session: str
    account_id: int
    person_id: int
    password: bytes


def digest(password: str) -> bytes:
    """A mark of a hashed password: enough to see that it changed."""
    return blake2b(password.encode(), digest_size=16).digest()


@dataclass(eq=False, slots=True)
class Standing:
    """A person with open streams. ``seen``: those of their topics that she may see.

    ``changes`` counts what may have changed her rights, so that an answer asked for before one
    is not taken after it.
    """

    person_id: int
    streams: dict[Stream, Visitor] = field(default_factory=dict)
    audiences: frozenset[int] = frozenset()
    member: bool = False
    seen: frozenset[str] = frozenset()
    changes: int = 0
    home_at: int = 0
    home_due: bool = False

    @property
    def topics(self) -> set[str]:
        """What any of her streams asks about."""
        return {topic for stream in self.streams for topic in stream.topics}

    def may_see(self, circle: Circle) -> bool:
        """Whether she is in an audience."""
        return circle.id in self.audiences or (circle.everyone and self.member)
