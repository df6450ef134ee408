"""The origins of what an archive brings: keys that find it again."""

from collections.abc import Iterable
from dataclasses import dataclass

from etabli.platform.transfer.messages.lines import Line, mark


@dataclass(frozen=True)
class Names:
    """Origins under one name for the ``source``, which keeps two archives apart."""

    source: str

    @property
    def prefix(self) -> str:
        """What they all begin with."""
        return f"messages:{self.source}:"

    def sender(self, name: str) -> str:
        return f"{self.prefix}sender:{mark(name)}"

    def channel(self, channel_id: str) -> str:
        return f"{self.prefix}channel:{channel_id}"

    def topic(self, thread: str, first: str) -> str:
        """An item. It tells which message its words are: the others are its comments."""
        return f"{self.prefix}{thread}:{first}"

    def openings(self, topics: Iterable[str]) -> dict[str, str]:
        """From origins of items, the message that each topic opens with."""
        found = (origin.removeprefix(self.prefix).rpartition(":") for origin in topics)
        return {thread: first for thread, _colon, first in found}

    def message(self, line: Line) -> str:
        return f"{self.prefix}{line.channel_id}:{line.id}"
