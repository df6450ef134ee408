"""Cases told with bare sockets: requests that two programs would read otherwise, slow bodies."""

import socket
import time

import pytest

from etabli.platform.items.models import Comment
from tests.live.serving import Served
from tests.world import World, signed_in

MANY = 12
"""Bodies that do not come: more than there are threads for pages."""
HOST = "Host: 127.0.0.1"
FORM = "Content-Type: application/x-www-form-urlencoded"


def spoken(house: Served, *lines: str, body: bytes = b"") -> socket.socket:
    """A line on which a request was begun."""
    line = socket.create_connection(("127.0.0.1", house.port), timeout=20)
    line.sendall("\r\n".join([*lines, "", ""]).encode() + body)
    return line


def heard(line: socket.socket, seconds: float = 20.0) -> bytes:
    """What is answered, until the line closes or nothing more comes."""
    line.settimeout(seconds)
    found = b""
    try:
        while piece := line.recv(65536):
            found += piece
    except (TimeoutError, ConnectionResetError):
        pass
    line.close()
    return found


@pytest.mark.parametrize(
    "said",
    [
        ("Content-Length: 5", "Content-Length: 6"),
        ("Content-Length: 5, 6",),
        ("Content-Length: +5",),
        ("Transfer-Encoding: xchunked",),
        ("Transfer-Encoding: chunked, identity",),
        ("Transfer-Encoding : chunked",),
    ],
)
def test_c8_a_request_that_could_be_two_is_refused(house: Served, said: tuple[str, ...]) -> None:
    smuggled = b"0\r\n\r\nGET /sante HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    told = heard(spoken(house, "POST /sante HTTP/1.1", HOST, *said, body=smuggled))
    assert told.startswith(b"HTTP/1.1 400 ") and told.count(b"HTTP/1.1 ") == 1


def test_b15_bodies_that_do_not_come_hold_up_nobody(house: Served) -> None:
    """They are given up after ten seconds; meanwhile pages are answered."""
    length = "Content-Length: 1000"
    lines = [
        spoken(house, "POST /compte/login/ HTTP/1.1", HOST, FORM, length, body=b"login=")
        for _ in range(MANY)
    ]
    time.sleep(0.3)
    assert house.ask("/compte/login/")[0] == 200
    assert all(heard(line).startswith(b"HTTP/1.1 408 ") for line in lines)


def test_b15_a_request_beyond_every_limit_is_refused_before_it_is_read(house: Served) -> None:
    line = spoken(house, "POST /fichiers/ HTTP/1.1", HOST, FORM, "Content-Length: 99999999999")
    assert heard(line, 5).startswith(b"HTTP/1.1 413 ")


def test_b15_half_a_message_is_not_taken_for_a_whole_one(world: World, house: Served) -> None:
    """Whoever writes in a tunnel loses the line in the middle of a word."""
    task = world.make("tasks", world.roads, world.ana, title="Plan")
    ana = signed_in(world.ana)
    ana.get("/")
    token = "t" * 32
    cookies = "; ".join(f"{name}={one.value}" for name, one in ana.cookies.items())
    words = f"csrfmiddlewaretoken={token}&body=Ne+pas+ouvrir+la+vanne"
    head = (
        f"POST /fiches/{task.uid}/commentaires/ HTTP/1.1", f"{HOST}:{house.port}", FORM,
        f"Origin: http://127.0.0.1:{house.port}", f"Cookie: {cookies}; csrftoken={token}",
        "Connection: close", f"Content-Length: {len(words)}",
    )  # fmt: skip
    spoken(house, *head, body=words[:-15].encode()).close()
    time.sleep(1)
    assert not Comment.objects.filter(item=task).exists()
    assert heard(spoken(house, *head, body=words.encode())).startswith(b"HTTP/1.1 302 ")
    assert Comment.objects.get(item=task).text == "Ne pas ouvrir la vanne"
