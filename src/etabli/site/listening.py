"""Where the server listens, and whether it answers there."""

import errno
import http.client
import socket
import time
from collections.abc import Callable

from django.utils.translation import gettext as _

ALIVE = "/sante"
"""Answered without Django: the process is up and its code loaded."""

ANYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104, compared with, not listened to


class ListeningFault(Exception):
    """A sentence: this address cannot be listened to."""


def check_address(host: str, port: int) -> None:
    """Raises ListeningFault when the port is taken, kept for root, or not of this machine."""
    if not 0 < port < 65536:
        words = _("%(port)s is not a port: they go from 1 to 65535.")
        raise ListeningFault(words % {"port": port})
    try:
        family, kind, _protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        raise ListeningFault(_sentence(error, host, port)) from error


def _sentence(error: OSError, host: str, port: int) -> str:
    words = {"host": host, "port": port, "other": port + 1}
    if error.errno == errno.EADDRINUSE:
        said = _("Port %(port)s is taken by another program. Choose another one: --port %(other)s")
    elif error.errno == errno.EACCES:
        said = _("Port %(port)s is kept for root. Choose one above 1023: --port 8000")
    else:
        said = _("%(host)s is not an address of this machine. Choose another one with --host.")
    return said % words


def address_of(host: str, port: int) -> str:
    """The address to open in a browser on this machine."""
    name = "localhost" if host in ANYWHERE | {"127.0.0.1", "::1"} else host
    return f"http://{name}:{port}" if port != 80 else f"http://{name}"


def wait_until_served(host: str, port: int, gave_up: Callable[[], bool]) -> bool:
    """Wait until the server answers. False when ``gave_up`` says so first."""
    near = "127.0.0.1" if host in ANYWHERE else host
    while not gave_up():
        if _answers(near, port, ALIVE):
            return _answers(near, port, "/") or True  # the first page loads what pages need
        time.sleep(0.05)
    return False


def _answers(host: str, port: int, path: str) -> bool:
    line = http.client.HTTPConnection(host, port, timeout=30)
    try:
        line.request("GET", path, headers={"Host": "localhost"})
        line.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()
    return True
