"""Addresses of this house in a text, shown as the names of what they lead to.

What a reader may not see, or what is not there, stays the address as it was typed.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from etabli.lib.richtext import Doc, links

_PATH = re.compile(
    r"/(fiches|espaces|personnes|unites|commentaires)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/?"
)
_KINDS = {
    "fiches": "item",
    "espaces": "space",
    "personnes": "person",
    "unites": "unit",
    "commentaires": "comment",
}
Place = tuple[str, str]
"""A kind of thing, and its uid."""


def place_named(href: str) -> Place | None:
    """What an address of this house leads to; None for any other address."""
    path = _path(href)
    found = _PATH.fullmatch(path.partition("#")[0]) if path else None
    return (_KINDS[found[1]], found[2]) if found else None


def places_in(docs: Iterable[Mapping[str, Any]]) -> list[Place]:
    """All that the links of these documents lead to in this house."""
    found = (place_named(href) for doc in docs if doc for href in links(Doc(dict(doc))))
    return [place for place in found if place]


def with_names(doc: Mapping[str, Any], name: Callable[[Place], str]) -> Doc:
    """The document, its bare addresses of this house replaced by a name, unless it is ''."""
    return Doc(_changed(dict(doc), name))


def _changed(node: dict[str, Any], name: Callable[[Place], str]) -> dict[str, Any]:
    if "content" in node:
        return {**node, "content": [_changed(child, name) for child in node["content"]]}
    for mark in node.get("marks", ()):
        if mark["type"] == "link" and (found := place_named(mark["attrs"]["href"])):
            path = _path(mark["attrs"]["href"])
            if _is_bare(node["text"], path) and (title := name(found)):
                return {**node, "text": title, "marks": _named(node["marks"], path)}
    return node


def _is_bare(text: str, path: str) -> bool:
    """Whether the words of a link are its address, with or without that of the house."""
    return " " not in text and text.rstrip("/").endswith(path.rstrip("/"))


def _named(marks: list[dict[str, Any]], path: str) -> list[dict[str, Any]]:
    link = {"type": "link", "attrs": {"href": path, "named": True}}
    return [link if mark["type"] == "link" else mark for mark in marks]


def _path(href: str) -> str:
    """The path of an address of this house, with its fragment; '' for any other."""
    if href.startswith("/"):
        return href
    try:
        parts, here = urlsplit(href), urlsplit(settings.SITE_URL)
    except ValueError:
        return ""
    ours = bool(here.netloc) and (parts.scheme, parts.netloc) == (here.scheme, here.netloc)
    return parts.path + (f"#{parts.fragment}" if parts.fragment else "") if ours else ""
