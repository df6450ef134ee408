"""Bare addresses and plain @names in a text, made links and mentions."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from etabli.lib.richtext.reading import Mention
from etabli.lib.richtext.schema import is_address

MentionFinder = Callable[[str], Mention | None]
"""Who a name written after « @ » is, or None. Asked with four words, then three, two, one."""

_BARE_ADDRESS = re.compile(r"(?<![\w@/])https?://[^\s<>\"\\^`{|}\[\]]+", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w@./:-])@(?=\w)")
_WORDS = re.compile(r"[\w.’'-]*\w(?: [\w.’'-]*\w){0,3}")
# One text cannot make the database look up more names than this.
_LOOKUPS = 200
_ENDINGS = ".,;:!?'’*_~…»"


class Words:
    """The reader of the bare words of one document."""

    def __init__(self, find: MentionFinder | None) -> None:
        self._find = find
        self._known: dict[str, Mention | None] = {}

    def read(self, text: str, marks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The nodes that a text makes; texts inside links and code are left as they are."""
        if any(mark["type"] in ("link", "code") for mark in marks):
            yield text_node(text, marks)
            return
        at = 0
        for match in _BARE_ADDRESS.finditer(text):
            href = trimmed(match.group())
            if "." not in href or not is_address(href):
                continue
            yield from self._names(text[at : match.start()], marks)
            yield text_node(href, [{"type": "link", "attrs": {"href": href}}, *marks])
            at = match.start() + len(href)
        yield from self._names(text[at:], marks)

    def _names(self, text: str, marks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        at = 0
        if self._find is not None and "@" in text:
            for sign in _NAME.finditer(text):
                if sign.start() < at or not (name := _WORDS.match(text, sign.end())):
                    continue
                found, length = self._longest(name.group())
                if found is not None:
                    yield from _if_any(text[at : sign.start()], marks)
                    yield {"type": "mention", "attrs": found._asdict()}
                    at = sign.end() + length
        yield from _if_any(text[at:], marks)

    def _longest(self, name: str) -> tuple[Mention | None, int]:
        while name:
            if (found := self._ask(name)) is not None:
                return found, len(name)
            name = name.rpartition(" ")[0]
        return None, 0

    def _ask(self, name: str) -> Mention | None:
        if name not in self._known:
            if self._find is None or len(self._known) >= _LOOKUPS:
                return None
            self._known[name] = self._find(name)
        return self._known[name]


def text_node(text: str, marks: list[dict[str, Any]]) -> dict[str, Any]:
    """A text and its marks."""
    return (
        {"type": "text", "text": text, "marks": marks} if marks else {"type": "text", "text": text}
    )


def _if_any(text: str, marks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    if text:
        yield text_node(text, marks)


def trimmed(address: str) -> str:
    """An address without the punctuation of the sentence around it."""
    while address:
        last = address[-1]
        if last in _ENDINGS or (last == ")" and address.count(")") > address.count("(")):
            address = address[:-1]
        else:
            break
    return address
