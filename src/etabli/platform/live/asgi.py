"""Streams, beside Django: a plain ASGI application for what begins with /live/.

A stream written as a Django view would hold a thread for as long as it lasts.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any, TypeVar

from etabli.platform.live import frames
from etabli.platform.live.asking import Asked, Refused, read_asked
from etabli.platform.live.door import visitor_of
from etabli.platform.live.standing import Visitor
from etabli.platform.live.stopping import call_when_stopping
from etabli.platform.live.stream import Send, Stream
from etabli.platform.live.watching import AWAY, Watch

T = TypeVar("T")
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

PATIENCE = 15.0  # seconds that the database may take before a stream is refused
RETRY = 2000  # milliseconds before browsers come back
SPREAD = 8000  # milliseconds more at most: not all at once
GAP = 2_000_000  # microseconds between a page and the stream it opens

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
AWAY_SENTENCE = "The database does not answer. Try again in a moment."

_watches: dict[asyncio.AbstractEventLoop, Watch] = {}


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one connection: a stream until it ends, or why there is none."""
    if scope["type"] != "http":
        await send({"type": "websocket.close", "code": 4404})
        return
    try:
        asked = read_asked(scope)
        scope.clear()  # kept as long as the stream otherwise, by all the frames above this one
        await _answer(asked, receive, send)
    except Refused as refusal:
        await _refuse(send, refusal)


async def close() -> None:
    """End the streams of this loop, when the process stops."""
    watch = _watches.pop(asyncio.get_running_loop(), None)
    if watch:
        await watch.stop()


async def _answer(asked: Asked, receive: Receive, send: Send) -> None:
    watch = await _watch()
    visitor = await _visitor(watch, asked)
    stream = Stream(asked.topics)
    standing = watch.hub.enter(stream, visitor)
    try:
        await _patiently(lambda: watch.learn(standing))
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        opening = frames.opening(RETRY + frames.stamp() % SPREAD)
        await send({"type": "http.response.body", "body": opening, "more_body": True})
        after = asked.after or max(watch.hub.since, frames.stamp() - GAP)
        watch.hub.tell_again(stream, standing, after)
        await _last(stream, receive, send)
    finally:
        watch.hub.leave(stream, standing)


async def _watch() -> Watch:
    """The watch of this process, started by its first stream. Raises Refused."""
    loop = asyncio.get_running_loop()
    watch = _watches.get(loop)
    if watch is None:
        watch = _watches[loop] = Watch()
        await watch.start()
        call_when_stopping(watch.end)
    try:
        await asyncio.wait_for(watch.ready.wait(), PATIENCE)
    except TimeoutError:
        raise Refused(503, AWAY_SENTENCE) from None
    if watch.ending:
        raise Refused(503, "This server is stopping.")
    return watch


async def _visitor(watch: Watch, asked: Asked) -> Visitor:
    async def ask() -> Visitor | None:
        async with watch.pool.connection(PATIENCE) as connection:
            return await visitor_of(connection, asked.session)

    visitor = await _patiently(ask)
    if visitor is None:
        raise Refused(401, "Sign in first.")
    return visitor


async def _patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """Ask the database, again when the connection at hand turns out to be dead."""
    for tries_left in (2, 1, 0):
        try:
            return await ask()
        except AWAY:
            if not tries_left:
                raise Refused(503, AWAY_SENTENCE) from None
    raise AssertionError


async def _last(stream: Stream, receive: Receive, send: Send) -> None:
    """Write until the stream ends or its reader leaves."""
    leaving = asyncio.create_task(_until_gone(stream, receive))
    try:
        await stream.write(send)
    finally:
        leaving.cancel()
        with suppress(asyncio.CancelledError):
            await leaving


async def _until_gone(stream: Stream, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.leave()


async def _refuse(send: Send, refusal: Refused) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{refusal.sentence}\n".encode()})
