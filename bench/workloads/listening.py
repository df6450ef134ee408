"""Streams: how long from a comment to the first and to the last of those who listen."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Thread

from bench.clients import Browser
from bench.measuring import Figure, figure
from bench.serving import Served
from bench.workloads.places import Places
from bench.workloads.writing import say

ROUNDS = 12
SETTLE = 2.0  # seconds between the last stream that opened and the first comment
PATIENCE = 30.0


@dataclass
class Crowd:
    """Browsers that listen, in a thread of their own."""

    port: int
    cookies: Sequence[dict[str, str]]
    topic: str
    streams: int
    heard: list[float] = field(default_factory=list)
    opened: int = 0
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    def start(self) -> None:
        Thread(target=self._run, daemon=True).start()
        until = time.monotonic() + 120
        while self.opened < self.streams and time.monotonic() < until:
            time.sleep(0.05)
        if self.opened < self.streams:
            raise SystemExit(f"{self.opened} streams of {self.streams} opened")
        time.sleep(SETTLE)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _run(self) -> None:
        for n in range(self.streams):
            self._loop.create_task(self._listen(n))
        self._loop.run_forever()

    async def _listen(self, n: int) -> None:
        await asyncio.sleep(n / 400)  # four hundred a second, not all in one instant
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        cookies = self.cookies[n % len(self.cookies)]
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        ask = f"GET /live/stream?topics={self.topic} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        writer.write(f"{ask}Cookie: {cookie}\r\n\r\n".encode())
        if b" 200 " not in await reader.readline():
            return
        self.opened += 1
        while line := await reader.readline():
            if line.startswith(b"event: changed"):
                self.heard.append(time.perf_counter())


def listening(
    network: Served, cookies: list[dict[str, str]], places: Places, streams: int
) -> Iterator[tuple[str, Figure]]:
    """Comments, and when they were heard of; then what a stream weighs."""
    topic = f"item:{places.item.strip('/').rpartition('/')[2]}"
    writer = Browser(network.port, cookies[0])
    writer.get(places.home)
    before = network.memory()
    crowd = Crowd(network.port, cookies, topic, streams)
    crowd.start()
    weight = (network.memory() - before) * 1024 / streams
    first, last = _rounds(crowd, writer, places)
    crowd.stop()
    yield f"first of {streams} listeners", figure(first)
    yield f"last of {streams} listeners", figure(last)
    yield f"kB a stream, of {streams}", Figure(round(weight, 1), 0, 0)


def _rounds(crowd: Crowd, writer: Browser, places: Places) -> tuple[list[float], list[float]]:
    """Seconds from the answer to who wrote, to the first and to the last who heard."""
    first, last = [], []
    for _n in range(ROUNDS):
        crowd.heard.clear()
        say(writer, places.discussion)
        wrote = time.perf_counter()
        until = wrote + PATIENCE
        while len(crowd.heard) < crowd.streams and time.perf_counter() < until:
            time.sleep(0.002)
        if len(crowd.heard) < crowd.streams:
            raise SystemExit(f"{len(crowd.heard)} of {crowd.streams} listeners heard")
        first.append(max(0.0, min(crowd.heard) - wrote))
        last.append(max(crowd.heard) - wrote)
        time.sleep(0.3)
    return first, last
