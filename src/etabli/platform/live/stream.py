"""One open stream: what waits to be written to it."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from etabli.platform.live import frames

WAITING = 100
"""Topics that may wait for a slow reader; beyond, she is told to ask for all of it again."""

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Stream:
    """What is told to one browser. Two changes of one topic that wait are one."""

    __slots__ = ("_beat", "_gone", "_reason", "_resync", "_waiting", "_wake", "topics")

    def __init__(self, topics: frozenset[str]) -> None:
        self.topics = topics
        self._waiting: dict[str, int] = {}
        self._resync = 0
        self._beat = False
        self._reason = ""
        self._gone = False
        self._wake = asyncio.Event()

    def tell(self, topic: str, at: int) -> None:
        """A topic changed."""
        if self._resync:
            self._resync = at
        else:
            self._waiting.pop(topic, None)
            self._waiting[topic] = at
            if len(self._waiting) > WAITING:
                self.resync(at)
        self._wake.set()

    def resync(self, at: int) -> None:
        """Nobody knows any more what changed: everything may have."""
        self._waiting.clear()
        self._resync = at
        self._wake.set()

    def beat(self) -> None:
        """Show that the stream lives, to whatever stands between it and the browser."""
        self._beat = True
        self._wake.set()

    def end(self, reason: str) -> None:
        """Close, and say why. What waited is not told any more."""
        self._waiting.clear()
        self._resync = 0
        self._reason = self._reason or reason
        self._wake.set()

    def leave(self) -> None:
        """The browser went away."""
        self._gone = True
        self._wake.set()

    @property
    def ended(self) -> bool:
        return bool(self._reason) or self._gone

    async def write(self, send: Send) -> None:
        """Write what there is as it comes, until the end."""
        while not self._gone:
            await self._wake.wait()
            self._wake.clear()
            last = bool(self._reason)
            body = self._take()
            if body or last:
                await send({"type": "http.response.body", "body": body, "more_body": not last})
            if last:
                return

    def _take(self) -> bytes:
        if self._reason:
            return frames.end(self._reason)
        told = [frames.changed(topic, at) for topic, at in self._waiting.items()]
        if self._resync:
            told.append(frames.resync(self._resync))
        if self._beat and not told:
            told.append(frames.HEARTBEAT)
        self._waiting.clear()
        self._resync, self._beat = 0, False
        return b"".join(told)
