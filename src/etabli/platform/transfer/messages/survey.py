"""What an archive holds, learnt by a first reading before anything is written.

The lines of a topic may stand anywhere in the file, so the first message of each, which
becomes the item, is only known at the end. Memory grows with topics and people, not with
messages.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from etabli.platform.transfer.ledger import Ledger
from etabli.platform.transfer.messages.lines import Line, read_line, read_lines


class First(NamedTuple):
    """The message that opens a topic."""

    at: datetime
    id: str
    number: int


@dataclass
class Channel:
    """A channel: the last name it had, who wrote in it, and since when."""

    name: str
    named_at: datetime
    since: datetime
    senders: set[str] = field(default_factory=set)


@dataclass
class Survey:
    """Channels by id, senders by name in order of appearance, topics by key."""

    channels: dict[str, Channel] = field(default_factory=dict)
    senders: dict[str, int] = field(default_factory=dict)
    topics: dict[str, First] = field(default_factory=dict)
    lines: int = 0
    messages: int = 0

    def learn(self, line: Line) -> None:
        """Take one message into account."""
        self.messages += 1
        self.senders[line.sender] = self.senders.get(line.sender, 0) + 1
        channel = self.channels.setdefault(line.channel_id, Channel(line.channel, line.at, line.at))
        channel.senders.add(line.sender)
        channel.since = min(channel.since, line.at)
        if line.at >= channel.named_at:
            channel.name, channel.named_at = line.channel, line.at
        first = First(line.at, line.id, line.number)
        self.topics[line.thread] = min(self.topics.get(line.thread, first), first)


def survey(path: Path, aside: Ledger, progress: Callable[[int], None]) -> Survey:
    """Read a whole archive once; its bad lines go to ``aside``.

    ``progress`` is told the number of each thousandth line. Raises Refused when the file
    cannot be read to its end.
    """
    found = Survey()
    for number, raw in read_lines(path):
        found.lines = number
        if number % 1000 == 0:
            progress(number)
        if raw.isspace():
            continue
        line = read_line(number, raw, aside)
        if line is not None:
            found.learn(line)
    return found
