"""The body of a request, received before a thread of pages is given to it.

Threads are few: one that waited for bytes that do not come would be taken from everybody, and
eight slow senders would close the house. A body that ends too early is no body: half a form
would be taken for a whole one.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

IN_HAND = 1 << 20
"""Bytes received without a thread: forms and small files, whole."""
SILENCE = 10.0  # seconds without a byte
SLOWEST = 4_000  # bytes a second, on the whole, of what is larger


@dataclass
class Body:
    """What is received, as the application asks for it.

    Both ways of receiving raise TimeoutError for a sender that is too slow, and
    ConnectionResetError for one that left before the end.
    """

    receive: Receive
    _kept: deque[Message] = field(default_factory=deque)
    _size: int = 0
    _began: float = field(default_factory=time.monotonic)

    async def begin(self) -> None:
        """Receive the whole, or as much as is held in hand."""
        more = True
        while more and self._size < IN_HAND:
            message = await self._next()
            self._kept.append(message)
            more = message.get("more_body", False)

    async def __call__(self) -> Message:
        """The next piece."""
        return self._kept.popleft() if self._kept else await self._next()

    async def _next(self) -> Message:
        async with asyncio.timeout(SILENCE):
            message = await self.receive()
        if message["type"] == "http.disconnect":
            raise ConnectionResetError("the sender left before the end")
        self._size += len(message.get("body", b""))
        lasted = time.monotonic() - self._began
        if message.get("more_body") and lasted > SILENCE and self._size < SLOWEST * lasted:
            raise TimeoutError("the sender is too slow")
        return message


def announced(scope: MutableMapping[str, Any]) -> int:
    """The bytes that a request says it has; 0 where it says nothing."""
    said = dict(scope.get("headers", [])).get(b"content-length", b"")
    return int(said) if said.isdigit() else 0
