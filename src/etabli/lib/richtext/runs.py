"""Marks laid on texts, read as openings and closings."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

Step = tuple[Literal["open", "close", "node"], dict[str, Any]]


def runs(content: Iterable[dict[str, Any]]) -> Iterator[Step]:
    """The children of a block, each mark opened and closed once for all that it covers."""
    opened: list[dict[str, Any]] = []
    for node in content:
        marks = node.get("marks", [])
        kept = 0
        while kept < min(len(opened), len(marks)) and opened[kept] == marks[kept]:
            kept += 1
        while len(opened) > kept:
            yield "close", opened.pop()
        for mark in marks[kept:]:
            opened.append(mark)
            yield "open", mark
        yield "node", node
    while opened:
        yield "close", opened.pop()
