"""What a document says and names: text for search, mentions, links, references."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, cast

from etabli.lib.richtext.schema import INLINE, REFERENCES, Doc, MentionKind

ReferenceKind = Literal["person", "unit", "space", "item", "file"]


class Mention(NamedTuple):
    """A person, a unit or a space that a text calls."""

    kind: MentionKind
    uid: str
    label: str


class Reference(NamedTuple):
    """A thing that a text names and whose title is found when it is shown."""

    kind: ReferenceKind
    uid: str


def walk(doc: Doc) -> Iterator[dict[str, Any]]:
    """Every node, in the order of reading."""
    waiting: list[dict[str, Any]] = [doc]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.get("content", ())))


def mentions(doc: Doc) -> list[Mention]:
    """Who is mentioned, each once, in order of appearance."""
    found: dict[tuple[str, str], Mention] = {}
    for node in walk(doc):
        if node["type"] == "mention":
            mention = Mention(**node["attrs"])
            found.setdefault((mention.kind, mention.uid), mention)
    return list(found.values())


def references(doc: Doc) -> list[Reference]:
    """All that `render` will ask its resolver, each once: fetch these in one query per kind."""
    found: dict[Reference, None] = {}
    for node in walk(doc):
        name = node["type"]
        kind = node["attrs"]["kind"] if name == "mention" else REFERENCES.get(name)
        if kind:
            found[Reference(cast(ReferenceKind, kind), node["attrs"]["uid"])] = None
    return list(found)


def links(doc: Doc) -> list[str]:
    """The addresses that the text leads to, each once."""
    found: dict[str, None] = {}
    for node in walk(doc):
        for mark in node.get("marks", ()):
            if mark["type"] == "link":
                found[mark["attrs"]["href"]] = None
    return list(found)


def is_empty(doc: Doc) -> bool:
    """Whether nothing is said: no word, no image, no reference."""
    said = INLINE - {"text", "hardBreak"} | {"image", "horizontalRule"}
    return not any(
        node["type"] in said or (node["type"] == "text" and node["text"].strip())
        for node in walk(doc)
    )


def undescribed_images(doc: Doc) -> list[str]:
    """The uids of the images that have no description for those who cannot see them."""
    return [
        node["attrs"]["uid"]
        for node in walk(doc)
        if node["type"] == "image" and not node["attrs"]["alt"]
    ]


UNTOLD = "…"
"""What stands for words that not every reader may know."""


def to_text(doc: Doc) -> str:
    """Plain text, a line per paragraph, for search and notifications.

    Titles of linked items are left out, « … » stands for them in a sentence: a text must not be
    found by a title that its reader may not know. Names of people, spaces and files are those
    that the author saw.
    """
    lines = [_line(node) for node in walk(doc) if _holds_line(node)]
    return "\n".join(line for line in lines if line)


def _holds_line(node: dict[str, Any]) -> bool:
    if node["type"] == "image":
        return True
    content = node.get("content", ())
    return len(content) > 0 and content[0]["type"] in INLINE


def _line(node: dict[str, Any]) -> str:
    if node["type"] == "image":
        return words_of(node)
    said = [UNTOLD if one["type"] == "item_link" else words_of(one) for one in node["content"]]
    line = "".join(said).strip()
    return "" if line == UNTOLD else line


_NAMED_BY = {"mention": "label", "item_link": "label", "file": "name", "image": "alt"}


def words_of(node: dict[str, Any]) -> str:
    """What an inline node or an image says."""
    name = node["type"]
    if name == "text":
        return str(node["text"])
    if name == "hardBreak":
        return "\n"
    words = str(node["attrs"][_NAMED_BY[name]])
    return f"@{words}" if name == "mention" else words
