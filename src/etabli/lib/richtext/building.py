"""Documents built piece by piece, from sources that mix lines and blocks as they like."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from etabli.lib.richtext.errors import RichTextError
from etabli.lib.richtext.schema import DEPTH_LIMIT, SIZE_LIMIT, Doc
from etabli.lib.richtext.validate import validate
from etabli.lib.text import clean

Node = dict[str, Any]

_SPACES = re.compile(r"[ \t\r\n\f]+")
_TRAILING_SPACE = re.compile(r"[ \t\r\n\f]+$")
# A list is two nodes deep; what is deeper than this is read without its container.
_DEEPEST = DEPTH_LIMIT - 6
_PARTS = frozenset({"listItem", "tableCell", "tableHeader"})


class Building:
    """What has been built: blocks, the line being written, the marks upon it."""

    def __init__(self) -> None:
        self._blocks: list[Node] = []
        self._line: list[Node] = []
        self._marks: list[Node] = []
        self._depth = 0

    def say(self, text: str) -> None:
        """Add words to the line; spaces and line ends in the source are one space."""
        text = _SPACES.sub(" ", text)
        if not self._line or self._line[-1]["type"] == "hardBreak" or self._ends_with_space():
            text = text.lstrip(" ")
        if text:
            self.put({"type": "text", "text": text, "marks": self._marks})

    def put(self, node: Node) -> None:
        """Add an inline node to the line."""
        self._line.append(node)

    def add_block(self, node: Node) -> None:
        """Add a block of its own."""
        self.end_line()
        self._blocks.append(node)

    def has_mark(self, name: str) -> bool:
        """Whether what is said now carries this mark."""
        return any(mark["type"] == name for mark in self._marks)

    @contextmanager
    def marking(self, mark: Node) -> Iterator[None]:
        """Lay a mark on what is said meanwhile."""
        before = self._marks
        if not self.has_mark(mark["type"]):
            self._marks = [*before, mark]
        yield
        self._marks = before

    @contextmanager
    def holding(self, name: str, **attrs: Any) -> Iterator[Node]:
        """A block that holds all that is added meanwhile."""
        self.end_line()
        if self._depth >= _DEEPEST and name not in _PARTS:
            yield {"content": self._blocks}
            self.end_line()
            return
        outside, self._blocks = self._blocks, []
        node: Node = {"type": name, "attrs": attrs, "content": self._blocks}
        self._depth += 1
        yield node
        self.end_line()
        self._depth -= 1
        self._blocks = outside
        self._blocks.append(node)

    def taken(self, node: Node) -> Node:
        """The last block, taken back to be put elsewhere."""
        if self._blocks and self._blocks[-1] is node:
            self._blocks.pop()
        return node

    def end_line(self, name: str = "paragraph", **attrs: Any) -> None:
        """Make a block of the line, if it says something."""
        line = self._line
        while line and (line[-1]["type"] == "hardBreak" or not self._trimmed(line[-1])):
            line.pop()
        if line:
            self._blocks.append({"type": name, "attrs": attrs, "content": line})
        self._line = []

    def finished(self) -> Node:
        """The document."""
        self.end_line()
        return {"type": "doc", "content": self._blocks}

    def _ends_with_space(self) -> bool:
        return str(self._line[-1].get("text", "")).endswith(" ")

    def _trimmed(self, node: Node) -> bool:
        """Take the spaces at the end of a text away; tell whether something is left."""
        if node["type"] != "text":
            return True
        node["text"] = _TRAILING_SPACE.sub("", node["text"])
        return bool(node["text"])


def bounded(doc: Node, words: Callable[[], str]) -> Doc:
    """The document when it is one; else what fits of its words, ended by « … »."""
    try:
        return validate(doc)
    except RichTextError:
        # A character is at most four bytes, and six when written as an escape.
        text = clean(words())[: SIZE_LIMIT // 8]
        lines = [line.strip() for line in text.split("\n") if line.strip()][:2_000]
        content = [{"type": "text", "text": line} for line in [*lines, "…"]]
        return validate(
            {"type": "doc", "content": [{"type": "paragraph", "content": [c]} for c in content]}
        )
