"""What changed between two versions of a document, word by word.

Lines are compared first, then the words of the lines that changed: the time follows the size
of the change. Words of another weight or another link are other words.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from html import escape
from typing import Any, Literal, NamedTuple

from etabli.lib.richtext.reading import words_of
from etabli.lib.richtext.schema import INLINE, Doc

Change = Literal["same", "added", "removed"]


class Piece(NamedTuple):
    """Words of a line that stayed, came or went, and the marks upon them."""

    change: Change
    text: str
    marks: tuple[str, ...] = ()


class Line(NamedTuple):
    """A line of either version; `left_out` counts lines that did not change, not shown."""

    pieces: tuple[Piece, ...] = ()
    left_out: int = 0

    @property
    def changed(self) -> bool:
        """Whether a word of it came or went."""
        return any(piece.change != "same" for piece in self.pieces)


_Marks = tuple[tuple[str, str], ...]


class _Word(NamedTuple):
    text: str
    marks: _Marks = ()


_Words = tuple[_Word, ...]

_SPLIT = re.compile(r"\s+|[\w’'-]+|[^\w\s]")
_TAGS = {"added": "ins", "removed": "del"}
_MARKS = {"bold": "strong", "italic": "em", "strike": "s", "highlight": "mark", "code": "code"}
# Beyond this, two lines are compared as wholes.
_WORDS_LIMIT = 1_500
_LINES_LIMIT = 3_000


def diff(before: Doc, after: Doc, context: int = 1) -> list[Line]:
    """The lines that changed, with `context` unchanged lines around them.

    Labels of mentions, items and files are those of the documents: `relabel` both first, with
    the rights of whoever will read.
    """
    old, new = list(_lines(before)), list(_lines(after))
    if max(len(old), len(new)) > _LINES_LIMIT:
        return [*map(_whole("removed"), old), *map(_whole("added"), new)]
    lines: list[Line] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            lines += map(_whole("same"), old[i1:i2])
        else:
            lines += _replaced(old[i1:i2], new[j1:j2])
    return _around_changes(lines, context)


def diff_html(before: Doc, after: Doc, context: int = 1) -> str:
    """The same as safe HTML: a `<p>` a line, `<ins>`, `<del>`, `<hr>` where lines are left out."""
    return "".join(
        "<hr>" if line.left_out else f"<p>{''.join(map(_html, line.pieces))}</p>"
        for line in diff(before, after, context)
    )


def _html(piece: Piece) -> str:
    html = escape(piece.text)
    for mark in reversed(piece.marks):
        if tag := _MARKS.get(mark):
            html = f"<{tag}>{html}</{tag}>"
    tag = _TAGS.get(piece.change, "")
    return f"<{tag}>{html}</{tag}>" if tag else html


def _lines(node: dict[str, Any], sign: str = "") -> Iterator[_Words]:
    """The lines of a document; signs tell items, tasks, quotations and titles."""
    name = node["type"]
    content = node.get("content", ())
    if name == "image":
        yield (_Word("🖼 "), _Word(words_of(node)))
    elif name == "tableRow":
        yield tuple(_row(content))
    elif name == "codeBlock":
        code = "".join(child["text"] for child in content)
        yield from ((_Word(text, (("code", ""),)),) for text in code.split("\n"))
    elif content and content[0]["type"] in INLINE:
        yield (*_signed(sign + _SIGNS.get(name, "")), *_words(content))
    else:
        inner = _sign_of(node)
        for at, child in enumerate(content):
            yield from _lines(child, inner if at == 0 else "")


def _row(cells: Sequence[dict[str, Any]]) -> Iterator[_Word]:
    """A row is read as one line, whatever its cells hold."""
    for at, cell in enumerate(cells):
        yield from (_Word(" | "),) if at else ()
        for inner, line in enumerate(_lines(cell)):
            yield from (_Word(" "), *line) if inner else line


_SIGNS = {"heading": "# "}


def _sign_of(node: dict[str, Any]) -> str:
    if node["type"] == "taskItem":
        return "☑ " if node.get("attrs", {}).get("checked") else "☐ "
    return {"listItem": "• ", "blockquote": "> ", "callout": "> "}.get(node["type"], "")


def _signed(sign: str) -> _Words:
    return (_Word(sign),) if sign else ()


def _words(content: Sequence[dict[str, Any]]) -> Iterator[_Word]:
    for node in content:
        marks = tuple(
            (mark["type"], mark.get("attrs", {}).get("href", "")) for mark in node.get("marks", ())
        )
        if node["type"] == "text":
            yield from (_Word(word, marks) for word in _SPLIT.findall(node["text"]))
        else:
            yield _Word(words_of(node), marks)


def _replaced(old: list[_Words], new: list[_Words]) -> Iterator[Line]:
    """Lines in place of others: those that resemble are compared word by word."""
    together = min(len(old), len(new))
    for one, other in zip(old[:together], new[:together], strict=True):
        if max(len(one), len(other)) <= _WORDS_LIMIT and _alike(one, other):
            yield Line(tuple(_compared(one, other)))
        else:
            yield _whole("removed")(one)
            yield _whole("added")(other)
    yield from map(_whole("removed"), old[together:])
    yield from map(_whole("added"), new[together:])


def _alike(one: _Words, other: _Words) -> bool:
    texts = [{word.text for word in words if word.text.strip()} for words in (one, other)]
    return len(texts[0] & texts[1]) * 3 >= max(map(len, texts))


def _compared(old: _Words, new: _Words) -> Iterator[Piece]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from _pieces("same", old[i1:i2])
        else:
            yield from _pieces("removed", old[i1:i2])
            yield from _pieces("added", new[j1:j2])


def _whole(change: Change) -> Callable[[_Words], Line]:
    return lambda words: Line(tuple(_pieces(change, words)))


def _pieces(change: Change, words: _Words) -> Iterator[Piece]:
    """Words that carry the same marks make one piece."""
    text = ""
    marks: _Marks = ()
    for word in words:
        if text and word.marks != marks:
            yield Piece(change, text, tuple(name for name, _ in marks))
            text = ""
        text, marks = text + word.text, word.marks
    if text:
        yield Piece(change, text, tuple(name for name, _ in marks))


def _around_changes(lines: list[Line], context: int) -> list[Line]:
    near: set[int] = set()
    for at, line in enumerate(lines):
        if line.changed:
            near.update(range(at - context, at + context + 1))
    kept: list[Line] = []
    left_out = 0
    for at, line in enumerate(lines):
        if at in near:
            kept += [Line(left_out=left_out)] if left_out else []
            kept.append(line)
            left_out = 0
        else:
            left_out += 1
    return [*kept, Line(left_out=left_out)] if left_out and kept else kept
