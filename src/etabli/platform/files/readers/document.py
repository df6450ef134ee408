"""A text document (DOCX): its paragraphs and tables, in order, then its notes of the margins."""

from collections.abc import Iterator
from typing import Any

import docx
from docx.table import Table


def main(source: str, thumbnail: str) -> dict[str, Any]:
    """Answer the text; there is nothing to draw."""
    document = docx.Document(source)
    return {"text": _text(document)}


def _text(document: Any) -> Iterator[str]:
    yield from _blocks(document)
    for section in document.sections:
        for part in (section.header, section.footer):
            yield from _blocks(part)


def _blocks(holder: Any) -> Iterator[str]:
    for block in holder.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " ".join(cell.text for cell in row.cells)
        else:
            yield block.text
