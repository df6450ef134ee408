"""The tables of HTML: rows and cells, whatever stands between."""

from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborNode

from etabli.lib.richtext.schema import CONTENT

Node = dict[str, Any]

_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})


def rows(table: LexborNode) -> Iterator[LexborNode]:
    """The rows of a table, those of tables inside it left out."""
    for child in table.iter():
        if child.tag in _GROUPS:
            yield from rows(child)
        elif child.tag == "tr":
            yield child


def cells(row: LexborNode) -> Iterator[LexborNode]:
    """The cells of a row."""
    return (child for child in row.iter() if child.tag in _CELLS)


def spans(cell: LexborNode) -> dict[str, int]:
    """How many columns and rows a cell spans, when it says so."""
    written = {key: cell.attrs.sget(key) for key in ("colspan", "rowspan")}
    return {key: int(text) for key, text in written.items() if text.isdecimal() and len(text) < 4}


def plain(cell: Node) -> Node:
    """A cell reduced to what a cell may hold."""
    if cell.get("type") in ("tableCell", "tableHeader"):
        cell["content"] = list(_allowed(cell["content"], CONTENT[cell["type"]]))
    return cell


def _allowed(blocks: list[Node], allowed: frozenset[str]) -> Iterator[Node]:
    for block in blocks:
        if block["type"] in allowed:
            yield block
        elif block["type"] == "heading":
            yield {"type": "paragraph", "content": block["content"]}
        else:
            yield from _allowed(block.get("content", []), allowed)
