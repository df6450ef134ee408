"""A PDF: its first page drawn, and its text."""

from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

SIDE = 720
PAGES = 2000
"""Pages read at most; the text is full long before."""


def main(source: str, thumbnail: str) -> dict[str, Any]:
    """Draw the first page; answer the text page by page, and how many pages there are."""
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == FPDF_ERR_PASSWORD
        return {"refused": "locked" if locked else "damaged"}
    _draw(document[0], thumbnail)
    return {"pages": len(document), "drawn": True, "text": _text(document)}


def _draw(page: pypdfium2.PdfPage, thumbnail: str) -> None:
    width, height = page.get_size()
    drawn = page.render(scale=SIDE / max(width, height)).to_pil()
    drawn.convert("RGB").save(thumbnail, "WEBP", quality=80, method=4)


def _text(document: pypdfium2.PdfDocument) -> Iterator[str]:
    for number in range(min(len(document), PAGES)):
        yield document[number].get_textpage().get_text_bounded()
