"""Plain text, in the encodings that offices use."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

MOST = 1_000_000
"""Bytes read."""


def main(source: str, thumbnail: str) -> dict[str, Any]:
    """Answer the text; there is nothing to draw."""
    with Path(source).open("rb") as file:
        content = file.read(MOST)
    return {"text": _text(content)}


def _text(content: bytes) -> Iterator[str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    yield from text.splitlines()
