"""Browsers that listen, thousands of them: nothing but what a stream needs, in one thread."""

import asyncio
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Thread

from django.conf import settings

from bench.faults import Fault

AT_ONCE = 100
"""Streams that are being opened at one moment."""
OPENING = 180.0
"""Seconds that opening all of them may take."""
TOLD = 1000
"""Streams between two words about how many are open."""
CHANGED = re.compile(rb"id: (\d+)\nevent: changed")


class Ear(asyncio.Protocol):
    """One stream."""

    __slots__ = ("_ask", "_crowd", "_rest", "_round", "line", "opened")

    def __init__(self, crowd: "Crowd", ask: bytes) -> None:
        self._crowd, self._ask = crowd, ask
        self._rest = b""
        self._round = 0
        self.line: asyncio.BaseTransport | None = None
        self.opened = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self.line = transport
        transport.write(self._ask)

    def data_received(self, data: bytes) -> None:
        text = self._rest + data
        if not self.opened.done():
            status, answered, text = text.partition(b"\r\n")
            if not answered:
                self._rest = status
                return
            self._answered(status)
        frames, _, self._rest = text.rpartition(b"\n\n")
        at = max((int(found) for found in CHANGED.findall(frames)), default=0)
        if at >= self._crowd.since > self._round:
            self._round = self._crowd.since
            self._crowd.hear()

    def connection_lost(self, _why: Exception | None) -> None:
        if not self.opened.done():
            self.opened.set_exception(Fault("the connection was closed"))
        else:
            self._crowd.lost += 1

    def _answered(self, status: bytes) -> None:
        if b" 200 " in status:
            self.opened.set_result(None)
        else:
            self.opened.set_exception(Fault(status.decode()))


@dataclass
class Crowd:
    """``streams`` of the people whose sessions these are, in turn. ``since``: microseconds of
    the clock, from when on what is told counts. ``heard``: when (``time.perf_counter``), a
    moment for each stream. ``lost``: streams that the server closed.
    """

    port: int
    sessions: Sequence[str]
    topic: str
    streams: int
    say: Callable[[str], None]
    since: int = 0
    heard: list[float] = field(default_factory=list)
    lost: int = 0
    all_heard: Event = field(default_factory=Event)
    _ears: list[Ear] = field(default_factory=list)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    def open(self) -> None:
        """Open every stream. Raises Fault."""
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        try:
            asyncio.run_coroutine_threadsafe(self._open_all(), self._loop).result(OPENING)
        except TimeoutError:
            words = f"{self._open} streams of {self.streams} opened in {OPENING:g} s"
            raise Fault(words) from None
        except (Fault, OSError) as error:
            raise Fault(f"{self._open} streams of {self.streams} opened: {error}") from error

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._hang_up)
        self._thread.join(10)

    def listen(self) -> None:
        """From now on, what is told counts."""
        self.heard, self.since = [], time.time_ns() // 1000
        self.all_heard.clear()

    def hear(self) -> None:
        self.heard.append(time.perf_counter())
        if len(self.heard) == self.streams:
            self.all_heard.set()

    @property
    def _open(self) -> int:
        return sum(ear.opened.done() and not ear.opened.exception() for ear in self._ears)

    async def _open_all(self) -> None:
        gate = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._open_one(n, gate) for n in range(self.streams)))

    async def _open_one(self, n: int, gate: asyncio.Semaphore) -> None:
        async with gate:
            session = f"{settings.SESSION_COOKIE_NAME}={self.sessions[n % len(self.sessions)]}"
            ask = f"GET /live/stream?topics={self.topic} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            ear = Ear(self, f"{ask}Cookie: {session}\r\n\r\n".encode())
            self._ears.append(ear)  # a loop holds nothing that only waits
            await self._loop.create_connection(lambda: ear, "127.0.0.1", self.port)
            await ear.opened
            if (n + 1) % TOLD == 0:
                self.say(f"{n + 1} streams of {self.streams}")

    def _hang_up(self) -> None:
        for ear in self._ears:
            if ear.line is not None:
                ear.line.close()
        self._loop.call_later(0.5, self._loop.stop)
