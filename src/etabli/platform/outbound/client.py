"""The one way out: whatever the program asks of another machine goes through here.

The address is given by somebody, perhaps to make us call what only we can reach. So the name
is resolved once, every answer must be public, and the connection is made to what was checked:
a name that changes its mind meanwhile changes nothing. Each redirection starts again.
"""

import http.client
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from threading import Timer
from urllib.parse import SplitResult, urljoin, urlsplit

from etabli.platform.outbound.addresses import is_public

PORTS = {"http": 80, "https": 443}
MOVED = (301, 302, 303, 307, 308)
HOPS = 3
SECONDS = 8.0
MOST = 512_000
"""Bytes read of an answer; the rest is left."""
LONGEST = 2_000
AGENT = "Etabli"


class Unreachable(Exception):
    """The address may not be called, or did not answer well. The reason is for logs alone: to
    whoever gave the address it would tell what our network looks like.
    """


@dataclass(frozen=True)
class Answer:
    """What an address answered. ``url`` is where it ended; ``kind`` the type of the content."""

    url: str
    status: int
    kind: str
    charset: str
    body: bytes


def _resolve(host: str, port: int) -> list[str]:
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _connect(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True)
class Network:
    """How names become addresses, and addresses connections."""

    resolve: Callable[[str, int], Sequence[str]] = _resolve
    connect: Callable[[str, int, float], socket.socket] = _connect
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)


def get(url: str, *, accept: str = "*/*", network: Network | None = None) -> Answer:
    """Ask for an address, following three redirections at most, within eight seconds in all.

    No cookie, no credential, no referrer leaves. Raises Unreachable.
    """
    line, ends = network or Network(), time.monotonic() + SECONDS
    for _hop in range(HOPS + 1):
        answer, moved = _ask(_checked(url), accept, line, ends)
        if not moved:
            return answer
        goal = urljoin(url, moved)
        if url.startswith("https:") and not goal.startswith("https:"):
            raise Unreachable("a redirection out of TLS")
        url = goal
    raise Unreachable("too many redirections")


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Unreachable("not an address") from error
    if parts.scheme not in PORTS or not parts.hostname or len(url) > LONGEST:
        raise Unreachable("not an address of the web")
    if parts.username is not None or parts.password is not None:
        raise Unreachable("credentials in the address")
    if port not in (None, PORTS[parts.scheme]) or any(sign <= " " for sign in url):
        raise Unreachable("not a port of the web")
    return parts


def _pinned(host: str, port: int, network: Network) -> str:
    """The address to call: all those of a name must be public, or none is called."""
    try:
        found = list(network.resolve(host.encode("idna").decode(), port))
    except (OSError, UnicodeError) as error:
        raise Unreachable("a name that leads nowhere") from error
    if not found or not all(map(is_public, found)):
        raise Unreachable("an address that is not public")
    return found[0]


def _ask(parts: SplitResult, accept: str, network: Network, ends: float) -> tuple[Answer, str]:
    """The answer of one address, and where it sends to ('' when it does not)."""
    host, port = parts.hostname or "", PORTS[parts.scheme]
    address, left = _pinned(host, port, network), ends - time.monotonic()
    if left <= 0:
        raise Unreachable("too slow")
    try:
        with closing(network.connect(address, port, left)) as plain:
            # A server that gives a byte at a time never exceeds a timeout: the line is cut.
            cut = Timer(left, _cut, [plain])
            cut.daemon = True
            cut.start()
            try:
                found = _talk(parts, plain, accept, network)
            finally:
                cut.cancel()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(f"no answer: {type(error).__name__}") from error
    if time.monotonic() >= ends:
        # A line cut in the middle reads like an answer that ends there.
        raise Unreachable("too slow")
    return found


def _cut(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        line.close()


def _talk(
    parts: SplitResult, plain: socket.socket, accept: str, network: Network
) -> tuple[Answer, str]:
    host = (parts.hostname or "").encode("idna").decode()
    secure = parts.scheme == "https"
    line = network.tls.wrap_socket(plain, server_hostname=host) if secure else plain
    with closing(line):
        asking = http.client.HTTPConnection(host, PORTS[parts.scheme])
        asking.sock = line
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Accept": accept, "Accept-Encoding": "identity", "User-Agent": AGENT}
        asking.request("GET", path, headers={**headers, "Connection": "close"})
        said = asking.getresponse()
        moved = said.getheader("Location", "") if said.status in MOVED else ""
        body = b"" if moved else said.read(MOST)
        kind = said.headers.get_content_type()
        charset = said.headers.get_content_charset("utf-8")
        return Answer(parts.geturl(), said.status, kind, charset, body), moved
