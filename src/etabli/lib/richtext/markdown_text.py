"""One line of Markdown: texts escaped where they would mean something, marks that always hold.

A mark written against a letter or around a space is no mark in Markdown. There the character
beside it is written as a number (`&#97;`), which reads the same and counts as punctuation.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from etabli.lib.richtext.runs import runs

Node = Mapping[str, Any]

_SIGNS = {"bold": "**", "italic": "_", "strike": "~~", "highlight": "=="}
# What is escaped wherever it stands; then what is, by what stands around it.
_MEANINGFUL = re.compile(
    r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?]|$)|&(?=#|[A-Za-z]|$)"
    r"|~(?=~|$)|(?<=~)~|^~|=(?==|$)|(?<==)=|^=|!(?=$)"
)
_LINE_START = re.compile(
    r"[-+](?=\s|$)|-(?=[-\s|:]*$)|=(?==*\s*$)|#(?=#{0,5}(?:\s|$))|>|[|:](?=[\s|:-]*-)"
    r"|(?<=\d)[.)](?=\s|$)"
)
_NUMBER = re.compile(r"\d{1,9}(?=[.)])")
_ADDRESS_SIGNS = re.compile(r"[\\()\[\]`*_<>|]|&(?=#|[A-Za-z])")
_MAILBOX = re.compile(r"[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass
class _Piece:
    """A part of a line. `text` is set for a single character, which may be written as a number."""

    kind: Literal["words", "open", "close", "break"]
    written: str
    text: str = ""

    def number(self) -> bool:
        """Write the character as a number; tell whether it was not yet."""
        before, self.written = self.written, f"&#{ord(self.text)};" if self.text else self.written
        return self.written != before


def lines(content: list[dict[str, Any]]) -> list[str]:
    """The lines of a block as Markdown, none of which begins or ends as something else would."""
    written = _Line()
    for step, node in runs(content):
        written.take(step, node)
    return written.finished()


class _Line:
    """Pieces of a block; the edges of marks are seen to at the end."""

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []
        self._in_code = False
        self._link_starts: list[int] = []

    def take(self, step: str, node: Node) -> None:
        """One step of `runs`."""
        name = node["type"]
        if step == "node":
            self._node(node)
        elif name == "code":
            self._in_code = step == "open"
        elif name != "link":
            self._pieces.append(_Piece("open" if step == "open" else "close", _SIGNS[name]))
        elif step == "open":
            self._link_starts.append(len(self._pieces))
            self._pieces.append(_Piece("words", "["))
        else:
            self._close_link(node["attrs"]["href"])

    def finished(self) -> list[str]:
        """The lines; those without a word at the ends are left out."""
        signs = [at for at, piece in enumerate(self._pieces) if piece.kind in ("open", "close")]
        # A character made a number is punctuation for the sign on its other side.
        while any(self._hold(at, self._pieces[at]) for at in signs):
            pass
        found = [""]
        for piece in self._pieces:
            if piece.kind == "break":
                found.append("")
            else:
                found[-1] += piece.written
        while len(found) > 1 and not found[-1]:
            found.pop()
        while len(found) > 1 and not found[0]:
            found.pop(0)
        return [_as_line(one) for one in found]

    def _node(self, node: Node) -> None:
        if node["type"] == "hardBreak":
            self._pieces.append(_Piece("break", ""))
        elif node["type"] != "text":
            self._pieces.append(_Piece("words", reference(node)))
        elif self._in_code:
            self._pieces.append(_Piece("words", _code(node["text"])))
        else:
            self._text(node["text"])

    def _text(self, text: str) -> None:
        """A text in three: its ends may have to be written as numbers."""
        signs = {match.start() for match in _MEANINGFUL.finditer(text)}
        middle = escaped(text)[len(_character(text, 0, signs)) :]
        self._pieces.append(_Piece("words", _character(text, 0, signs), text[0]))
        if len(text) > 1:
            last = _character(text, len(text) - 1, signs)
            self._pieces.append(_Piece("words", middle.removesuffix(last)))
            self._pieces.append(_Piece("words", last, text[-1]))

    def _close_link(self, href: str) -> None:
        start = self._link_starts.pop()
        inside = self._pieces[start + 1 :]
        words = "".join(piece.written for piece in inside)
        plain = not any(piece.kind in ("open", "close") for piece in inside)
        if plain and words == escaped(href) and href[:1] not in "/#?":
            self._pieces[start:] = [_Piece("words", f"<{href}>")]
        elif plain and href == f"mailto:{words}" and _MAILBOX.fullmatch(words):
            self._pieces[start:] = [_Piece("words", f"<{words}>")]
        else:
            address = _ADDRESS_SIGNS.sub(r"\\\g<0>", href)
            self._pieces.append(_Piece("words", f"]({address})"))

    def _hold(self, at: int, piece: _Piece) -> bool:
        """Let a sign open or close its mark, whatever stands on each side."""
        opens = piece.kind == "open"
        inner = self._beside(at, forward=opens)
        outer = self._beside(at, forward=not opens)
        changed = False
        if inner is not None and _touching(inner, first=opens).isspace():
            changed = inner.number()
        apart = piece.written != "_" and _touching(inner, first=opens).isalnum()
        if not apart and outer is not None and _is_wordy(_touching(outer, first=not opens)):
            changed = outer.number() or changed
        return changed

    def _beside(self, at: int, *, forward: bool) -> _Piece | None:
        step = 1 if forward else -1
        at += step
        while 0 <= at < len(self._pieces):
            if self._pieces[at].written or self._pieces[at].kind == "break":
                return self._pieces[at]
            at += step
        return None


def _touching(piece: _Piece | None, *, first: bool) -> str:
    if piece is None or piece.kind == "break":
        return " "
    return piece.written[0] if first else piece.written[-1]


def _is_wordy(character: str) -> bool:
    # Signs that are not ASCII count as letters: which of them Markdown takes for punctuation
    # depends on who reads.
    return not character.isspace() and (character.isalnum() or not character.isascii())


def _character(text: str, at: int, signs: set[int]) -> str:
    return f"\\{text[at]}" if at in signs else text[at]


def escaped(text: str) -> str:
    """A text that Markdown reads as itself."""
    return _MEANINGFUL.sub(r"\\\g<0>", text)


def _code(text: str) -> str:
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    padded = text.strip(" ") and (text[0] in " `" or text[-1] in " `")
    return f"{fence} {text} {fence}" if padded else f"{fence}{text}{fence}"


def reference(node: Node) -> str:
    """A mention, a link to an item or a file, an image: its words and where it leads."""
    name, attrs = node["type"], node["attrs"]
    if name == "mention":
        return f"[@{escaped(attrs['label'])}]({attrs['kind']}:{attrs['uid']})"
    if name == "item_link":
        return f"[{escaped(attrs['label'])}](item:{attrs['uid']})"
    if name == "image":
        return f"![{escaped(attrs['alt'])}](file:{attrs['uid']})"
    return f"[{escaped(attrs['name'])}](file:{attrs['uid']})"


def _as_line(text: str) -> str:
    if text[-1:].isspace():
        text = f"{text[:-1]}&#{ord(text[-1])};"
    if text[:1].isspace():
        return f"&#{ord(text[0])};{text[1:]}"
    number = _NUMBER.match(text)
    if (sign := _LINE_START.match(text, number.end() if number else 0)) is not None:
        return f"{text[: sign.start()]}\\{text[sign.start() :]}"
    return text
