"""From any JSON to a canonical document, or a refusal that says why and where.

Each node is read once, and reading stops at the first limit passed: the time follows the size
of what is accepted, not of what is sent.
"""

import json as jsonlib
from typing import Any

from etabli.lib.richtext.attributes import READERS
from etabli.lib.richtext.errors import RichTextError
from etabli.lib.richtext.schema import (
    CONTENT,
    DEPTH_LIMIT,
    DROPPED_WHEN_EMPTY,
    FILLED,
    LED_BY_PARAGRAPH,
    MARKS,
    NODE_LIMIT,
    SIZE_LIMIT,
    Doc,
)
from etabli.lib.text import clean

Node = dict[str, Any]

# Written as JSON, a node is at least this many bytes longer than its text.
_NODE_BYTES = 20
_MARK_RANK = {mark: rank for rank, mark in enumerate(MARKS)}


def validate(json: object) -> Doc:
    """The canonical document of a ProseMirror JSON, given as text, bytes or already parsed.

    Raises RichTextError with a sentence for the person and the path of what is wrong.
    """
    if isinstance(json, str | bytes | bytearray):
        json = _parsed(json)
    doc = _Reading().node(json, frozenset({"doc"}), 0)
    assert doc is not None
    _without_empty_end(doc["content"])
    if len(jsonlib.dumps(doc, ensure_ascii=False, separators=(",", ":")).encode()) > SIZE_LIMIT:
        raise too_long()
    return Doc(doc)


def _parsed(source: str | bytes | bytearray) -> object:
    # Indented or escaped JSON is longer than the document it spells.
    if len(source) > SIZE_LIMIT * 6:
        raise too_long()
    try:
        return jsonlib.loads(source)
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        raise RichTextError("This text did not arrive whole. Send it again.") from None


def too_long() -> RichTextError:
    """The refusal of a text that is longer than a document may be."""
    return RichTextError(
        "This text is too long: %(limit)s kB at most. Split it, or attach a file.",
        limit=SIZE_LIMIT // 1000,
    )


def _too_deep() -> RichTextError:
    return RichTextError("This text has too many lists or quotations one inside another.")


class _Reading:
    """One document being read, and what of its allowance is spent."""

    def __init__(self) -> None:
        self.nodes = 0
        self.size = 0

    def node(self, json: object, allowed: frozenset[str], depth: int) -> Node | None:
        """The canonical node, or None when it holds nothing and may be left out."""
        if not isinstance(json, dict) or not isinstance(name := json.get("type"), str):
            raise RichTextError("This text holds something that is not a part of a text.")
        if name not in allowed:
            raise _out_of_place(name)
        self._spend(depth)
        if name == "text":
            return self._text(json)
        node: Node = {"type": name}
        if (reader := READERS.get(name)) is not None:
            attrs = json.get("attrs")
            if kept := reader(attrs if isinstance(attrs, dict) else {}):
                node["attrs"] = kept
        if CONTENT[name]:
            return self._filled(node, self._children(json, name, depth))
        return node

    def _spend(self, depth: int) -> None:
        self.nodes += 1
        self.size += _NODE_BYTES
        if depth > DEPTH_LIMIT:
            raise _too_deep()
        if self.nodes > NODE_LIMIT or self.size > SIZE_LIMIT:
            raise too_long()

    def _text(self, json: Node) -> Node | None:
        text = json.get("text")
        if not isinstance(text, str):
            raise RichTextError("This text holds something that is not a part of a text.", "text")
        self.size += len(text)
        if self.size > SIZE_LIMIT:
            raise too_long()
        if not (text := clean(text)):
            return None
        node: Node = {"type": "text", "text": text}
        if marks := self._marks(json.get("marks")):
            node["marks"] = marks
        return node

    def _marks(self, json: object) -> list[Node]:
        if not json:
            return []
        if not isinstance(json, list) or len(json) > len(MARKS):
            raise RichTextError("This text has marks that are not known here.", "marks")
        marks: dict[str, Node] = {}
        for at, mark in enumerate(json):
            name = mark.get("type") if isinstance(mark, dict) else None
            if not isinstance(name, str) or name not in _MARK_RANK:
                raise RichTextError("This text has marks that are not known here.", f"marks[{at}]")
            marks[name] = {"type": name}
            if (reader := READERS.get(name)) is not None:
                attrs = mark.get("attrs")
                try:
                    marks[name]["attrs"] = reader(attrs if isinstance(attrs, dict) else {})
                except RichTextError as error:
                    raise error.under(f"marks[{at}]") from None
        return [marks[name] for name in MARKS if name in marks]

    def _children(self, json: Node, name: str, depth: int) -> list[Node]:
        content = json.get("content")
        if content is None:
            return []
        if not isinstance(content, list):
            raise RichTextError(
                "This text holds something that is not a part of a text.", "content"
            )
        children: list[Node] = []
        for at, child in enumerate(content):
            try:
                node = self.node(child, CONTENT[name], depth + 1)
            except RichTextError as error:
                raise error.under(f"content[{at}]") from None
            if node is not None:
                _append(children, node, code=name == "codeBlock")
        for node in children:
            # Two texts in NFC do not always make one in NFC.
            if node["type"] == "text" and not node["text"].isascii():
                node["text"] = clean(node["text"])
        return children

    def _filled(self, node: Node, children: list[Node]) -> Node | None:
        name = node["type"]
        if not children:
            if name in DROPPED_WHEN_EMPTY:
                return None
            if name in FILLED:
                children = [{"type": "paragraph"}]
        elif name in LED_BY_PARAGRAPH and children[0]["type"] != "paragraph":
            children.insert(0, {"type": "paragraph"})
        if children:
            node["content"] = children
        return node


def _append(children: list[Node], node: Node, *, code: bool) -> None:
    """Add a child; texts that touch and carry the same marks are one."""
    if node["type"] == "text":
        if code:
            node.pop("marks", None)
        elif "\n" in node["text"]:
            node["text"] = node["text"].replace("\n", " ")
        before = children[-1] if children else None
        if before and before["type"] == "text" and before.get("marks") == node.get("marks"):
            before["text"] += node["text"]
            return
    children.append(node)


def _without_empty_end(content: list[Node]) -> None:
    """The editor keeps an empty paragraph at the end, to be able to write on."""
    while len(content) > 1 and content[-1] == {"type": "paragraph"}:
        content.pop()


def _out_of_place(name: str) -> RichTextError:
    if name in CONTENT:
        return RichTextError("A part of this text stands where it cannot: %(part)s.", part=name)
    return RichTextError("This text holds a part that is not known here: %(part)s.", part=name[:40])
