"""What became of each line of a list."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

SAID = 500
"""Sentences kept: a file wrong from end to end says it with fewer."""


@dataclass
class Said:
    """A sentence about a line. ``grave``: the line was left out; otherwise only part of it."""

    line: int
    name: str
    sentence: str
    grave: bool


@dataclass
class Report:
    """Counts by what was done (``new``, ``changed``, ``same``, ``refused``, ``units``,
    ``gone``), sentences by line, and who was on former lists and is not on this one.
    """

    counts: Counter[str] = field(default_factory=Counter)
    said: list[Said] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    def refuse(self, line: int, name: str, sentence: str) -> None:
        """A line is left out."""
        self.counts["refused"] += 1
        self._say(Said(line, name, sentence, True))

    def remark(self, line: int, name: str, sentence: str) -> None:
        """A part of a line is left out."""
        self.counts["remarks"] += 1
        self._say(Said(line, name, sentence, False))

    def kept(self) -> dict[str, Any]:
        """As it is stored and shown."""
        self.said.sort(key=lambda one: one.line)
        return {
            "counts": dict(self.counts),
            "said": [asdict(one) for one in self.said],
            "absent": self.absent,
        }

    def _say(self, one: Said) -> None:
        if len(self.said) < SAID:
            self.said.append(one)
