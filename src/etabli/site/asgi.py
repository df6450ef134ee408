"""The one application: streams and pages beside each other.

What begins with /live/ is plain ASGI; everything else is Django in a bounded pool of threads. A
stream written as a Django view would hold one of these threads for as long as it lasts.
``ETABLI_SERVES`` narrows a process to ``web`` or ``live``.
"""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import quote_from_bytes

from a2wsgi import WSGIMiddleware
from django.conf import settings

from etabli.platform.files.receiving import TOGETHER, size_limit
from etabli.platform.live.asgi import application as live
from etabli.platform.live.asgi import close as end_streams
from etabli.site.bodies import Body, announced
from etabli.site.listening import ALIVE
from etabli.site.supervise import end_with
from etabli.site.wsgi import application as pages

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

LIVE = "/live/"
THREADS = int(os.environ.get("ETABLI_THREADS", "8"))
SERVES = os.environ.get("ETABLI_SERVES", "all")

LARGEST = TOGETHER * size_limit() + settings.DATA_UPLOAD_MAX_MEMORY_SIZE  # bytes of a request

_pages = WSGIMiddleware(pages, workers=THREADS)  # type: ignore[arg-type]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand each connection to the part that answers it."""
    path = scope.get("path", "")
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif path == ALIVE:
        await _answer(send, 200, b"ok\n")
    elif path.startswith(LIVE) and SERVES != "web":
        await live(scope, receive, send)
    elif scope["type"] == "http" and SERVES != "live":
        await _page(scope, receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 4404})
    else:
        await _answer(send, 404, b"")


async def _page(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer by Django, once the request is there."""
    if announced(scope) > LARGEST:
        await _answer(send, 413, b"")
        return
    body = Body(receive)
    try:
        await body.begin()
    except TimeoutError:
        await _answer(send, 408, b"")
        return
    except ConnectionResetError:
        return

    # Granian's are merely awaitable, and a2wsgi hands what they return to
    # ``asyncio.run_coroutine_threadsafe``, which takes coroutines alone.
    async def sending(message: MutableMapping[str, Any]) -> None:
        await send(message)

    await _pages(_tidied(scope), body.__call__, sending)  # type: ignore[arg-type]


def _tidied(scope: Scope) -> Scope:
    """A request as WSGI can carry it.

    Cookies sent in several headers become one. A header whose name has an underscore would be
    taken for the one with a hyphen, which a proxy may have set or removed: it is dropped. Raw
    bytes in a query are percent-encoded.
    """
    headers, cookies = [], []
    for name, value in scope.get("headers", []):
        if name == b"cookie":
            cookies.append(value)
        elif b"_" not in name:
            headers.append((name, value))
    if cookies:
        headers.append((b"cookie", b"; ".join(cookies)))
    query = scope.get("query_string", b"")
    if not query.isascii():
        query = quote_from_bytes(query, safe="%&=+;/?:@!$'()*,-._~").encode()
    return {**scope, "headers": headers, "query_string": query}


async def _answer(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _lifespan(receive: Receive, send: Send) -> None:
    end_with(os.getppid())  # or it would go on answering beside the one that replaces it
    while (await receive())["type"] != "lifespan.shutdown":
        await send({"type": "lifespan.startup.complete"})
    await end_streams()
    await send({"type": "lifespan.shutdown.complete"})
