"""From a document to Markdown, read back by `from_markdown` as the same document.

What Markdown cannot say is said nearly: cells that span others are followed by empty ones,
several paragraphs of a cell are lines, empty paragraphs are left out.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from etabli.lib.richtext.markdown_text import lines, reference
from etabli.lib.richtext.schema import Doc

Node = Mapping[str, Any]

_CLOSING = re.compile(r"((?:^|\s)#*)#$")
_ALERTS = {"note": "NOTE", "tip": "TIP", "warning": "WARNING", "danger": "CAUTION"}
_LISTS = frozenset({"bulletList", "orderedList", "taskList"})


def to_markdown(doc: Doc) -> str:
    """The Markdown of a document, without a line end at its end."""
    return "\n".join(_blocks(doc.get("content", ())))


def _blocks(content: Any) -> list[str]:
    """Blocks one after the other, an empty line between two."""
    written: list[str] = []
    before, second = "", False
    for node in content:
        name = node["type"]
        kind = "bullets" if name in ("bulletList", "taskList") else name
        # Two lists in a row are told apart by their signs.
        second = kind == before and name in _LISTS and not second
        if block := _block(node, second=second):
            written += ["", *block] if written else block
            before = kind
    return written


def _block(node: Node, *, second: bool = False) -> list[str]:
    name = node["type"]
    content = node.get("content", ())
    if name in _LISTS:
        return _list(node, second=second)
    if name == "paragraph":
        return _joined(lines(content))
    if name == "heading":
        return [_heading(node)]
    if name in ("blockquote", "callout"):
        return _quoted(node)
    if name == "codeBlock":
        return _code_block(node)
    if name == "table":
        return _table(node)
    if name == "image":
        return [reference(node)]
    # Underscores: with the signs of a list, three dashes would be another item.
    return ["___"] if name == "horizontalRule" else _blocks(content)


def _joined(found: list[str]) -> list[str]:
    """Lines of one paragraph; a line without words holds a sign, or it would end there."""
    if found == [""]:
        return []
    last = len(found) - 1
    return [
        text if at == last else f"{text}\\" if not text or not found[at + 1] else f"{text}  "
        for at, text in enumerate(found)
    ]


def _heading(node: Node) -> str:
    text = "<br>".join(lines(node.get("content", ())))
    # Number signs at the end would be taken for decoration.
    text = _CLOSING.sub(r"\1\\#", text)
    return f"{'#' * node['attrs']['level']} {text}".rstrip()


def _quoted(node: Node) -> list[str]:
    inside = _blocks(node.get("content", ()))
    if node["type"] == "callout":
        inside = [f"[!{_ALERTS[node['attrs']['kind']]}]", *inside]
    return [f"> {text}" if text else ">" for text in inside or [""]]


def _code_block(node: Node) -> list[str]:
    code = "".join(child["text"] for child in node.get("content", ()))
    fence = "```"
    while fence in code:
        fence += "`"
    language = node.get("attrs", {}).get("language", "")
    return [fence + language, *(code.split("\n") if code else []), fence]


def _list(node: Node, *, second: bool) -> list[str]:
    written: list[str] = []
    items = list(zip(_signs(node, second), node.get("content", ()), strict=False))
    loose = any(len(item.get("content", ())) > 1 and not _is_tight(item) for _, item in items)
    for sign, item in items:
        inside = _item(item)
        indent = " " * (len(sign) + 1)
        first, *rest = inside or [""]
        written += [""] if written and loose else []
        written.append(f"{sign} {first}".rstrip() if not first else f"{sign} {first}")
        written += [f"{indent}{text}" if text else "" for text in rest]
    return written


def _signs(node: Node, second: bool) -> Iterator[str]:
    start = node.get("attrs", {}).get("start", 1)
    for at, _item in enumerate(node.get("content", ())):
        if node["type"] == "orderedList":
            yield f"{start + at}{')' if second else '.'}"
        else:
            yield "*" if second else "-"


def _item(item: Node) -> list[str]:
    """What an item holds. A list right under its first line needs no empty line before it."""
    content = list(item.get("content", ()))
    box = ""
    if item["type"] == "taskItem":
        box = "[x] " if item.get("attrs", {}).get("checked") else "[ ] "
    inside = _blocks(content[:1]) or ([""] if box else [])
    if box:
        inside = [(box + inside[0]).rstrip() if not inside[0] else box + inside[0], *inside[1:]]
    rest = _blocks(content[1:])
    if rest and inside:
        inside += rest if _is_tight(item) else ["", *rest]
    return inside or rest


def _is_tight(item: Node) -> bool:
    content = item.get("content", ())
    if len(content) != 2 or content[1]["type"] not in _LISTS or not content[0].get("content"):
        return False
    under = content[1]
    return under.get("attrs", {}).get("start", 1) == 1 and bool(_item(under["content"][0]))


def _table(node: Node) -> list[str]:
    rows = [list(_cells(row)) for row in node.get("content", ())]
    width = max(map(len, rows), default=0)
    if not _is_head(node["content"][0]):
        rows.insert(0, [""] * width)
    table = [_row(row + [""] * (width - len(row))) for row in rows]
    table.insert(1, _row(["---"] * width))
    return table


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _is_head(row: Node) -> bool:
    return all(cell["type"] == "tableHeader" for cell in row.get("content", ()))


def _cells(row: Node) -> Iterator[str]:
    for cell in row.get("content", ()):
        yield "<br>".join(_cell_lines(cell.get("content", ()))).replace("|", "\\|")
        yield from [""] * (cell.get("attrs", {}).get("colspan", 1) - 1)


def _cell_lines(blocks: Any) -> Iterator[str]:
    for block in blocks:
        name = block["type"]
        if name == "paragraph":
            yield from lines(block.get("content", ()))
        elif name == "image":
            yield reference(block)
        elif name == "codeBlock":
            code = "".join(child["text"] for child in block.get("content", ()))
            marks = [{"type": "code"}]
            for text in filter(None, code.split("\n")):
                yield from lines([{"type": "text", "text": text, "marks": marks}])
        elif name in _LISTS:
            for item in block.get("content", ()):
                first, *rest = list(_cell_lines(item.get("content", ()))) or [""]
                yield from (f"- {first}", *rest)
