"""What a document may hold: the whitelist of nodes and marks, as tables.

The editor's schema (tools/editor/src/schema.js) says the same; a test compares the two.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, Literal, NewType, get_args

Doc = NewType("Doc", dict[str, Any])
"""A validated document: ProseMirror JSON, canonical, ready for a JSON column."""

MentionKind = Literal["person", "unit", "space"]
CalloutKind = Literal["note", "tip", "warning", "danger"]

MENTION_KINDS: Final = frozenset(get_args(MentionKind))
CALLOUT_KINDS: Final[tuple[str, ...]] = get_args(CalloutKind)

SIZE_LIMIT: Final = 200_000
"""Bytes of the canonical JSON."""
NODE_LIMIT: Final = 10_000
DEPTH_LIMIT: Final = 24
"""Nodes between the document and a text, both counted."""
LABEL_LIMIT: Final = 300
ADDRESS_LIMIT: Final = 2_000
CELLS_LIMIT: Final = 100
"""Columns or rows that one cell may span."""

_FLOW = frozenset(
    "paragraph heading bulletList orderedList taskList blockquote callout codeBlock "
    "horizontalRule table image".split()
)
_INLINE = frozenset("text hardBreak mention item_link file".split())
_IN_CELL = frozenset("paragraph bulletList orderedList taskList codeBlock image".split())

CONTENT: Final[Mapping[str, frozenset[str]]] = {
    "doc": _FLOW,
    "paragraph": _INLINE,
    "heading": _INLINE,
    "bulletList": frozenset({"listItem"}),
    "orderedList": frozenset({"listItem"}),
    "listItem": _FLOW,
    "taskList": frozenset({"taskItem"}),
    "taskItem": _FLOW,
    "blockquote": _FLOW,
    "callout": _FLOW,
    "codeBlock": frozenset({"text"}),
    "horizontalRule": frozenset(),
    "table": frozenset({"tableRow"}),
    "tableRow": frozenset({"tableCell", "tableHeader"}),
    "tableCell": _IN_CELL,
    "tableHeader": _IN_CELL,
    "image": frozenset(),
    "text": frozenset(),
    "hardBreak": frozenset(),
    "mention": frozenset(),
    "item_link": frozenset(),
    "file": frozenset(),
}
"""For each node, the nodes that it may hold."""

INLINE: Final = _INLINE
LED_BY_PARAGRAPH: Final = frozenset({"listItem", "taskItem"})
"""Nodes whose first child is a paragraph."""
FILLED: Final = LED_BY_PARAGRAPH | {"doc", "blockquote", "callout", "tableCell", "tableHeader"}
"""Nodes that hold an empty paragraph rather than nothing."""
DROPPED_WHEN_EMPTY: Final = frozenset(
    {"bulletList", "orderedList", "taskList", "table", "tableRow"}
)
REFERENCES: Final[Mapping[str, str]] = {"item_link": "item", "file": "file", "image": "file"}
"""Nodes that name a thing by its uid, and what kind of thing (a mention carries its own kind)."""

MARKS: Final = ("link", "bold", "italic", "strike", "highlight", "code")
"""In canonical order: the first is the outermost."""

_LANGUAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9+#._ -]{0,39}")
_ADDRESS = re.compile(
    r"(?:https?://|mailto:)[^\s<>\x00-\x20\x7f]+|[/#?](?![/\\])[^\s<>\x00-\x20\x7f\\]*",
    re.IGNORECASE,
)
_UID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def is_address(href: object) -> bool:
    """Whether a link may lead there: http, https, mailto, or a path of this house."""
    return (
        isinstance(href, str)
        and len(href) <= ADDRESS_LIMIT
        and _ADDRESS.fullmatch(href) is not None
    )


def is_uid(uid: object) -> bool:
    """Whether it is spelled like a UUID."""
    return isinstance(uid, str) and _UID.fullmatch(uid) is not None


def is_language(language: object) -> bool:
    """Whether it may name the language of a code block."""
    return isinstance(language, str) and _LANGUAGE.fullmatch(language) is not None
