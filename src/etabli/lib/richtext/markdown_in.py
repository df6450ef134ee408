"""From Markdown to a document.

A line break typed is a line break shown, as in every composer people know: where CommonMark
would join two lines by a space, they stay two.
"""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token

from etabli.lib.richtext.markdown_rules import REFERENCE, parser
from etabli.lib.richtext.schema import SIZE_LIMIT, Doc, is_address, is_language
from etabli.lib.richtext.validate import too_long, validate
from etabli.lib.richtext.words import MentionFinder, Words, text_node
from etabli.lib.text import clean

Node = dict[str, Any]

_BLOCKS = {
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "bullet_list_open": "bulletList",
    "ordered_list_open": "orderedList",
    "list_item_open": "listItem",
    "blockquote_open": "blockquote",
    "table_open": "table",
    "tr_open": "tableRow",
    "th_open": "tableHeader",
    "td_open": "tableCell",
}
_MARKS = {"strong": "bold", "em": "italic", "s": "strike", "mark": "highlight"}
_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)", re.IGNORECASE)
_ALERTS = {"note": "note", "tip": "tip", "important": "note", "warning": "warning",
           "caution": "danger"}  # fmt: skip
_BOX = re.compile(r"\[([ xX])\](?: |$)")
_PARSER = parser()


def from_markdown(text: str, mentions: MentionFinder | None = None) -> Doc:
    """The document that a Markdown text says.

    `mentions` finds who a plain « @name » is; `[@Ana](person:uid)` needs no finding. Raises
    RichTextError when the text is too long or too deep.
    """
    if len(text) > SIZE_LIMIT:
        raise too_long()
    root: Node = {"type": "doc", "content": []}
    _Tree(root, Words(mentions)).read(_PARSER.parse(clean(text)))
    return validate(root)


class _Tree:
    """Tokens, one after the other, becoming nodes one inside the other."""

    def __init__(self, root: Node, words: Words) -> None:
        self._open = [root]
        self._words = words

    def read(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type in _BLOCKS:
                self._start(token)
            elif token.nesting == -1 and token.type.removesuffix("_close") + "_open" in _BLOCKS:
                self._end()
            elif token.type == "inline":
                self._inline(token)
            elif token.type in ("fence", "code_block"):
                self._add(_code(token))
            elif token.type == "hr":
                self._add({"type": "horizontalRule"})

    def _add(self, node: Node) -> None:
        self._open[-1]["content"].append(node)

    def _start(self, token: Token) -> None:
        node: Node = {"type": _BLOCKS[token.type], "content": []}
        if token.type == "heading_open":
            node["attrs"] = {"level": 2 if token.tag in ("h1", "h2") else 3}
        elif token.type == "ordered_list_open":
            node["attrs"] = {"start": token.attrGet("start")}
        self._add(node)
        self._open.append(node)

    def _end(self) -> None:
        node = self._open.pop()
        if node["type"] == "bulletList":
            _make_tasks(node)
        elif node["type"] == "paragraph":
            # A picture stands between paragraphs; a paragraph of line breaks is none.
            self._open[-1]["content"][-1:] = _around_images(node["content"])

    def _inline(self, token: Token) -> None:
        children, holder = list(token.children or ()), self._open[-1]
        if holder["type"] == "paragraph" and len(self._open) > 1:
            self._mark_parent(token.content, children)
        content = _Inline(self._words).read(children)
        content = _without_edge_breaks(content)
        if holder["type"] == "heading":
            content = [_as_file(node) if node["type"] == "image" else node for node in content]
        if holder["type"].startswith("table"):
            holder["content"] = _around_images(content)
        else:
            holder["content"] = content

    def _mark_parent(self, source: str, children: list[Token]) -> None:
        """Tell a callout or a task by the first words of its first paragraph."""
        parent = self._open[-2]
        if len(parent["content"]) > 1 or not children or children[0].type != "text":
            return
        if parent["type"] == "blockquote" and (alert := _ALERT.match(source)):
            parent["type"] = "callout"
            parent["attrs"] = {"kind": _ALERTS[alert.group(1).lower()]}
            del children[:2]
        elif parent["type"] == "listItem" and (box := _BOX.match(source)):
            parent["box"] = box.group(1)


class _Inline:
    """The inline tokens of one block becoming texts, marks and references."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._marks: list[Node] = []
        self._content: list[Node] = []
        self._reference: re.Match[str] | None = None
        self._label = ""

    def read(self, tokens: Sequence[Token]) -> list[Node]:
        text = ""
        for token in tokens:
            if token.type == "text" and self._reference is None:
                text += token.content
                continue
            self._say(text)
            text = ""
            self._token(token)
        self._say(text)
        return self._content

    def _say(self, text: str) -> None:
        if text:
            self._content.extend(self._words.read(text, list(self._marks)))

    def _token(self, token: Token) -> None:
        kind = token.type
        if kind in ("link_open", "link_close"):
            self._link(token)
        elif self._reference is not None:
            self._label += token.content or (" " if kind in ("softbreak", "hardbreak") else "")
        elif kind in ("softbreak", "hardbreak"):
            self._content.append({"type": "hardBreak"})
        elif kind == "code_inline":
            self._content.append(text_node(token.content, [*self._marks, {"type": "code"}]))
        elif kind == "image":
            self._content.append(self._image(token))
        elif token.nesting == 1:
            self._marks.append({"type": _MARKS[token.tag]})
        elif token.nesting == -1 and self._marks:
            self._marks.pop()

    def _link(self, token: Token) -> None:
        if token.type == "link_open":
            href = str(token.attrGet("href") or "")
            self._reference, self._label = REFERENCE.fullmatch(href), ""
            if self._reference is None:
                self._marks.append({"type": "link", "attrs": {"href": href}})
        elif self._reference is not None:
            self._content.append(_named(self._reference, self._label))
            self._reference = None
        elif self._marks:
            self._marks.pop()

    def _image(self, token: Token) -> Node:
        source = str(token.attrGet("src") or "")
        words = "".join(child.content or " " for child in token.children or ())
        if (found := REFERENCE.fullmatch(source)) and found.group(1) == "file":
            return {"type": "image", "attrs": {"uid": found.group(2), "alt": words}}
        # Pictures of other houses are not fetched: they would tell them who reads.
        marks = [{"type": "link", "attrs": {"href": source}}] if is_address(source) else []
        return text_node(words or source, [*self._marks, *marks])


def _named(found: re.Match[str], label: str) -> Node:
    kind, uid = found.groups()
    if kind == "item":
        return {"type": "item_link", "attrs": {"uid": uid, "label": label}}
    if kind == "file":
        return {"type": "file", "attrs": {"uid": uid, "name": label}}
    return {"type": "mention", "attrs": {"kind": kind, "uid": uid, "label": label}}


def _as_file(image: Node) -> Node:
    attrs = image["attrs"]
    return {"type": "file", "attrs": {"uid": attrs["uid"], "name": attrs["alt"]}}


def _around_images(content: list[Node]) -> list[Node]:
    """Images stand between paragraphs, never inside one."""
    blocks: list[Node] = []
    for node in content:
        if node["type"] == "image":
            blocks.append(node)
        elif blocks and blocks[-1]["type"] == "paragraph":
            blocks[-1]["content"].append(node)
        elif node["type"] != "hardBreak" and node.get("text", "x").strip():
            blocks.append({"type": "paragraph", "content": [node]})
    for block in blocks:
        if block["type"] == "paragraph":
            block["content"] = _without_edge_breaks(block["content"])
    return blocks


def _without_edge_breaks(content: list[Node]) -> list[Node]:
    """Breaks at the ends of a block are nothing in Markdown."""
    said = [at for at, node in enumerate(content) if node["type"] != "hardBreak"]
    return content[said[0] : said[-1] + 1] if said else []


def _make_tasks(node: Node) -> None:
    """A list whose every item begins with a box is a list of tasks."""
    boxes = [item.pop("box", None) for item in node["content"]]
    if not boxes or None in boxes:
        return
    node["type"] = "taskList"
    for item, box in zip(node["content"], boxes, strict=True):
        item["type"], item["attrs"] = "taskItem", {"checked": box in "xX"}
        first = item["content"][0]["content"][0]
        first["text"] = _BOX.sub("", first["text"], count=1)


def _code(token: Token) -> Node:
    language = token.info.strip()
    if not is_language(language):
        language = (language.split() or [""])[0]
    code = token.content.removesuffix("\n")
    return {
        "type": "codeBlock",
        "attrs": {"language": language},
        "content": [text_node(code, [])] if code else [],
    }
