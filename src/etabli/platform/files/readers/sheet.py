"""A spreadsheet (XLSX, XLS, ODS): its sheets, row by row."""

from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError


def main(source: str, thumbnail: str) -> dict[str, Any]:
    """Answer the text; there is nothing to draw."""
    try:
        book = CalamineWorkbook.from_path(source)
    except PasswordError:
        return {"refused": "locked"}
    return {"text": _text(book)}


def _text(book: CalamineWorkbook) -> Iterator[str]:
    for name in book.sheet_names:
        yield name
        for row in book.get_sheet_by_name(name).iter_rows():
            yield " ".join(_said(cell) for cell in row)


def _said(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
