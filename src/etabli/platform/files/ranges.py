"""A part of a file, as players of sound and film ask for it (RFC 9110, 14)."""

import re
from dataclasses import dataclass

_ASKED = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


@dataclass(frozen=True)
class Part:
    """Bytes from ``first`` to ``last``, both included, of ``size``."""

    first: int
    last: int
    size: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    @property
    def said(self) -> str:
        """As the answer's Content-Range says it."""
        return f"bytes {self.first}-{self.last}/{self.size}"


class Unsatisfiable(ValueError):
    """Nothing of the file is in the part asked for."""


def part_asked(header: str, size: int) -> Part | None:
    """The part that a Range header asks for; None when the whole is to be sent.

    Several parts at once are answered by the whole, which is allowed. Raises Unsatisfiable.
    """
    found = _ASKED.fullmatch(header.strip().lower())
    if found is None or found[1] == found[2] == "":
        return None
    if found[1] == "":
        first, last = max(0, size - int(found[2])), size - 1
    else:
        first = int(found[1])
        last = min(int(found[2]), size - 1) if found[2] else size - 1
        if found[2] and int(found[2]) < first:
            return None
    if first > last or first >= size:
        raise Unsatisfiable(header)
    return Part(first, last, size)
