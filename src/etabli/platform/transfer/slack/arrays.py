"""A JSON list read entry by entry: a day of Slack may weigh hundreds of megabytes."""

import codecs
import json
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

CHUNK = 1 << 16
ENTRY_LIMIT = 8 << 20
"""Characters of one entry: Slack's longest messages stay under one hundred thousand."""
BLANKS = " \t\r\n"

_decoder = json.JSONDecoder()


class Unreadable(Exception):
    """The list stops making sense after ``after`` entries."""

    def __init__(self, after: int) -> None:
        super().__init__(f"unreadable after entry {after}")
        self.after = after


def array_values(stream: IO[bytes]) -> Iterator[Any]:
    """The entries of the list that a stream spells, in UTF-8, in its order.

    Memory holds one entry at a time. Raises Unreadable where the text is no longer a list of
    JSON values, or the zip's own bytes are damaged.
    """
    window = _Window(stream)
    count = 0
    try:
        window.expect("[")
        while window.next_mark() != "]":
            if count:
                window.expect(",")
            yield window.value()
            count += 1
    except (
        ValueError,
        RecursionError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
    ) as error:
        raise Unreadable(count) from error


class _Window:
    """The part of a text that is being read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("replace").decode
        self._text = ""
        self._at = 0

    def next_mark(self) -> str:
        """The next character that is not blank, without moving past it."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in BLANKS:
                    return self._text[self._at]
                self._at += 1
            if not self._grow():
                raise ValueError("the text ends too soon")

    def expect(self, mark: str) -> None:
        if self.next_mark() != mark:
            raise ValueError(mark)
        self._at += 1

    def value(self) -> Any:
        """The next JSON value; more is read for as long as it is not complete."""
        self.next_mark()
        while True:
            try:
                value, end = _decoder.raw_decode(self._text, self._at)
            except ValueError:
                if not self._grow():
                    raise
                continue
            # A number that stops where the window does may go on after it.
            if end < len(self._text) or not self._grow():
                self._at = end
                return value
            # The text moved to the start of the window: read the value again.

    def _grow(self) -> bool:
        """Read at least as much as is still waiting, so that growing stays linear."""
        waiting = len(self._text) - self._at
        if waiting > ENTRY_LIMIT:
            raise ValueError("an entry is too long")
        read = self._stream.read(max(CHUNK, waiting))
        if not read:
            return False
        self._text = self._text[self._at :] + self._decode(read)
        self._at = 0
        return True
