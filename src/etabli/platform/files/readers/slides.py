"""Slides (PPTX): what they show, and what their speaker noted."""

from collections.abc import Iterable, Iterator
from typing import Any

import pptx


def main(source: str, thumbnail: str) -> dict[str, Any]:
    """Answer the text; there is nothing to draw."""
    slides = pptx.Presentation(source).slides
    return {"pages": len(slides), "text": _text(slides)}


def _text(slides: Iterable[Any]) -> Iterator[str]:
    for slide in slides:
        yield from _shapes(slide.shapes)
        if slide.has_notes_slide:
            yield slide.notes_slide.notes_text_frame.text


def _shapes(shapes: Iterable[Any]) -> Iterator[str]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        elif shape.has_text_frame:
            yield shape.text_frame.text
        elif getattr(shape, "has_table", False):
            for row in shape.table.rows:
                yield " ".join(cell.text for cell in row.cells)
