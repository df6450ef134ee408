"""The lines of an archive, plain or gzipped, read one at a time.

A line is an object with ``channel``, ``topic``, ``sender``, ``ts`` and ``html``, and where the
source has them ``channel_id`` and ``id``.
"""

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from django.utils.translation import gettext as _

from etabli.lib.text import clean_line
from etabli.platform.transfer.ledger import Ledger
from etabli.platform.transfer.refusing import Refused, opened_file

LINE_LIMIT = 4 << 20
"""Bytes of one line."""
INFLATED = 20 * 10**9
"""Bytes of all lines, once inflated."""
LATEST = 4_102_444_800
"""The year 2100, in seconds: a later date is a mistake of unit."""
GZIP = b"\x1f\x8b"


class Line(NamedTuple):
    """A message. ``channel_id`` and ``id`` are short texts that may stand in an origin."""

    number: int
    channel_id: str
    channel: str
    topic: str
    id: str
    at: datetime
    sender: str
    html: str

    @property
    def thread(self) -> str:
        """The topic's key: two channels may have a topic of one name."""
        return f"{self.channel_id}:{mark(self.topic)}"


def read_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers, from 1; b"" for one that is too long.

    Raises Refused when the file is damaged, or inflates beyond reason.
    """
    with _opened(path) as stream:
        number, size = 0, 0
        try:
            while line := stream.readline(LINE_LIMIT):
                number += 1
                size += len(line)
                if size > INFLATED:
                    raise Refused(_("Once inflated, this file weighs more than 20 GB."))
                if len(line) == LINE_LIMIT and not line.endswith(b"\n"):
                    _skip_line(stream)
                    line = b""
                yield number, line
        except (EOFError, OSError, zlib.error) as error:
            raise Refused(
                _("%(file)s is damaged after line %(line)d.") % {"file": path, "line": number}
            ) from error


def read_line(number: int, raw: bytes, aside: Ledger) -> Line | None:
    """The message of a line; None when it holds none, which is noted."""
    if not raw:
        aside.note("bad_line", _place(number), _("it is longer than 4 MB"))
        return None
    try:
        return _message(number, json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8")))
    except _Faulty as fault:
        aside.note("bad_line", _place(number), str(fault))
    except (ValueError, RecursionError):
        aside.note("bad_line", _place(number), _("it is not JSON in UTF-8"))
    return None


class _Faulty(Exception):
    """What is wrong in a line."""


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with opened_file(path) as stream:
        zipped = stream.read(2) == GZIP
        stream.seek(0)
        yield cast(IO[bytes], gzip.GzipFile(fileobj=stream)) if zipped else stream


def _skip_line(stream: IO[bytes]) -> None:
    while (rest := stream.readline(1 << 16)) and not rest.endswith(b"\n"):
        pass


def _place(number: int) -> str:
    return _("line %(number)d") % {"number": number}


def _message(number: int, raw: Any) -> Line:
    if not isinstance(raw, dict):
        raise _Faulty(_("it is not an object"))
    channel, topic, sender = (_words(raw, key, limit) for key, limit in NAMES)
    html = raw.get("html")
    if not isinstance(html, str):
        raise _Faulty(_("“%(key)s” is not a text") % {"key": "html"})
    at = _date(raw.get("ts"))
    channel_id = _key(raw.get("channel_id")) or mark(channel)
    own = _key(raw.get("id")) or mark("\0".join((channel_id, topic, sender, str(at), html)))
    return Line(number, channel_id, channel, topic, own, at, sender, html)


NAMES = (("channel", 120), ("topic", 140), ("sender", 150))
_ID = re.compile(r"[A-Za-z0-9_.-]{1,40}")


def _words(raw: dict[str, Any], key: str, limit: int) -> str:
    value = raw.get(key)
    words = _cleaned(value, limit) if isinstance(value, str) else ""
    if not words:
        raise _Faulty(_("“%(key)s” is missing or empty") % {"key": key})
    return words


# A name comes back on thousands of lines.
_cleaned = lru_cache(4096)(clean_line)


def _date(value: Any) -> datetime:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < LATEST:
        raise _Faulty(_("“%(key)s” is not a date in seconds since 1970") % {"key": "ts"})
    return datetime.fromtimestamp(value, UTC)


def _key(value: Any) -> str:
    """An id of the source that may stand in an origin; empty when there is none."""
    if type(value) is int and 0 <= value < 10**18:
        return str(value)
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""


@lru_cache(4096)
def mark(words: str) -> str:
    """A short text that stands for a longer one in an origin."""
    return sha256(words.encode("utf-8", "replace")).hexdigest()[:20]
