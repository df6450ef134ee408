"""A text or slides of LibreOffice (ODT, ODP): their paragraphs."""

import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
MANIFEST = "META-INF/manifest.xml"


def main(source: str, thumbnail: str) -> dict[str, Any]:
    """Answer the text; there is nothing to draw."""
    with zipfile.ZipFile(source) as parts:
        if MANIFEST in parts.namelist() and b"encryption-data" in parts.read(MANIFEST):
            return {"refused": "locked"}
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(parts.read("content.xml"), parser)
    return {"text": _text(root)}


def _text(root: Any) -> Iterator[str]:
    for paragraph in root.iter(f"{{{OFFICE}}}p", f"{{{OFFICE}}}h"):
        yield "".join(paragraph.itertext())
