"""From Slack's markup to a document. For importers: it never raises.

Addresses, calls and code are taken out first, each leaving one private character in its place,
so that a star inside an address is no bold.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any

from etabli.lib.richtext.building import bounded
from etabli.lib.richtext.reading import Mention
from etabli.lib.richtext.schema import NODE_LIMIT, Doc, is_address

Node = dict[str, Any]
Emoji = Callable[[str], str]

_FENCE = re.compile(r"```(.*?)```", re.DOTALL)
_ATOM = re.compile(r"`([^`\n]+)`|<([^<>\n]{1,3000})>")
_PRIVATE = re.compile("[\U000f0000-\U000ffffd]")
_FIRST = 0xF0000
_EDGE = r"(?<![^\W_]){0}(?=[^\s{0}])([^{0}\n]*?[^\s{0}\n]){0}(?![^\W_])"
_MARKS = {sign: re.compile(_EDGE.format(re.escape(sign))) for sign in "*_~"}
_NAMES = {"*": "bold", "_": "italic", "~": "strike"}
_SIGNS = re.compile("[*_~]")
_EMOJI = re.compile(r":([a-z0-9_+'-]{1,60}):(?::skin-tone-([2-6]):)?")
_QUOTED = re.compile(r"(?:>|&gt;) ?")
_BULLET = re.compile(r"[•◦▪] ?")
_BREAK: Node = {"type": "hardBreak"}


def from_slack(
    text: str,
    users: Mapping[str, Mention | str],
    channels: Mapping[str, Mention | str],
    emoji: Emoji | None = None,
) -> Doc:
    """The document that a Slack message says.

    `users` and `channels` give, by Slack's id, whom to mention, or the name to write when there
    is nobody to mention. `emoji` gives the character of a short name, or the name unchanged.
    """
    reading = _Message(users, channels, emoji)
    blocks: list[Node] = []
    for at, part in enumerate(_FENCE.split(_PRIVATE.sub("", text))):
        if at % 2:
            code = reading.plain(part).strip("\n")
            content = [{"type": "text", "text": code}] if code else []
            blocks.append({"type": "codeBlock", "content": content})
        else:
            blocks.extend(reading.blocks(part.strip("\n")))
    return bounded({"type": "doc", "content": blocks}, lambda: reading.plain(text))


class _Message:
    """One message being read."""

    def __init__(
        self,
        users: Mapping[str, Mention | str],
        channels: Mapping[str, Mention | str],
        emoji: Emoji | None,
    ) -> None:
        self._users = users
        self._channels = channels
        self._emoji = emoji
        self._atoms: list[Node] = []

    def blocks(self, text: str) -> Iterator[Node]:
        """Paragraphs, quotations and lists, by what their lines begin with."""
        kind, lines = "", list[str]()
        for line in text.split("\n") if text.strip() else []:
            sign = _QUOTED if _QUOTED.match(line) else _BULLET if _BULLET.match(line) else None
            now = "blockquote" if sign is _QUOTED else "bulletList" if sign else "paragraph"
            if (now != kind or not line.strip()) and lines:
                yield from self._block(kind, lines)
                lines = []
            kind = now
            if line.strip():
                lines.append(sign.sub("", line, count=1) if sign else line)
        if lines:
            yield from self._block(kind, lines)

    def _block(self, kind: str, lines: list[str]) -> Iterator[Node]:
        if kind == "bulletList":
            items = [{"type": "listItem", "content": [self._paragraph([one])]} for one in lines]
            yield {"type": kind, "content": items}
        elif kind == "blockquote":
            yield {"type": kind, "content": [self._paragraph(lines)]}
        else:
            yield self._paragraph(lines)

    def _paragraph(self, lines: list[str]) -> Node:
        content: list[Node] = []
        for line in lines:
            content += [_BREAK] if content else []
            content += self._inline(_ATOM.sub(self._kept, line.strip()), [])
        return {"type": "paragraph", "content": content}

    def plain(self, text: str) -> str:
        """Text without markup: addresses and calls by their words."""

        def words(match: re.Match[str]) -> str:
            if match.group(2) is None:
                return match.group()
            node = self._call(match.group(2))
            return str(node.get("text") or "@" + node.get("attrs", {}).get("label", ""))

        return unescape(_ATOM.sub(words, text))

    def _kept(self, match: re.Match[str]) -> str:
        code, call = match.groups()
        if len(self._atoms) >= NODE_LIMIT:
            return match.group()
        if code is not None:
            mark = {"type": "code"}
            self._atoms.append({"type": "text", "text": self.plain(code), "marks": [mark]})
        else:
            self._atoms.append(self._call(call))
        return chr(_FIRST + len(self._atoms) - 1)

    def _inline(self, text: str, marks: list[Node]) -> Iterator[Node]:
        """The nodes of a line; each sign that opens is followed to the one that closes it."""
        at = start = 0
        while sign := _SIGNS.search(text, at):
            mark = {"type": _NAMES[sign.group()]}
            found = _MARKS[sign.group()].match(text, sign.start())
            if found is None or mark in marks:
                at = sign.end()
                continue
            yield from self._leaves(text[start : sign.start()], marks)
            yield from self._inline(found.group(1), [*marks, mark])
            at = start = found.end()
        yield from self._leaves(text[start:], marks)

    def _leaves(self, text: str, marks: list[Node]) -> Iterator[Node]:
        start = 0
        for place in _PRIVATE.finditer(text):
            yield from self._words(text[start : place.start()], marks)
            atom = self._atoms[ord(place.group()) - _FIRST]
            yield atom | {"marks": [*marks, *atom.get("marks", [])]} if "text" in atom else atom
            start = place.end()
        yield from self._words(text[start:], marks)

    def _words(self, text: str, marks: list[Node]) -> Iterator[Node]:
        if text:
            shown = _EMOJI.sub(self._shown, text) if self._emoji else text
            yield {"type": "text", "text": unescape(shown), "marks": marks}

    def _shown(self, match: re.Match[str]) -> str:
        name, tone = match.groups()
        character = self._emoji(name) if self._emoji else name
        if character == name or character == f":{name}:":
            return match.group()
        return character + (chr(0x1F3F9 + int(tone)) if tone else "")

    def _call(self, call: str) -> Node:
        """What stands between < and >."""
        target, _, label = call.partition("|")
        target, label = target.strip(), unescape(label.strip())
        known = {"@": self._users, "#": self._channels}.get(target[:1])
        if known is not None:
            return _named(known.get(target[1:]), target[0], label or target[1:])
        if target.startswith("!"):
            return _text(label or "@" + target[1:].partition("^")[0])
        href = unescape(target)
        if not is_address(href) or href[0] in "/#?":
            return _text(label or unescape(f"<{target}>"))
        words = label or href.removeprefix("mailto:")
        return _text(words) | {"marks": [{"type": "link", "attrs": {"href": href}}]}


def _named(found: Mention | str | None, sign: str, fallback: str) -> Node:
    if isinstance(found, Mention):
        return {"type": "mention", "attrs": found._asdict()}
    return _text(sign + (found or fallback).removeprefix(sign))


def _text(words: str) -> Node:
    return {"type": "text", "text": words}
