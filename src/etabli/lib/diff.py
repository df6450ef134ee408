"""What changed between two texts, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

LONGEST = 4_000
"""Words of each text beyond which the two are shown whole: comparing costs their product."""

_WORDS = re.compile(r"\s+|[\w’'-]+|[^\w\s]")


class Piece(NamedTuple):
    """A run of text that both have, that only the first had, or that only the second has."""

    kind: Literal["same", "gone", "new"]
    text: str


def diff(before: str, after: str) -> list[Piece]:
    """The second text as a correction of the first."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) > LONGEST or len(new) > LONGEST:
        return [piece for piece in (Piece("gone", before), Piece("new", after)) if piece.text]
    return list(_pieces(old, new))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) > LONGEST // 4)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(old[i1:i2]))
            continue
        if i1 != i2:
            yield Piece("gone", "".join(old[i1:i2]))
        if j1 != j2:
            yield Piece("new", "".join(new[j1:j2]))
