"""Case 40: the one client reaches the public Internet and nothing behind it."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from etabli.platform.outbound import client
from etabli.platform.outbound.addresses import is_public
from etabli.platform.outbound.client import Network, Unreachable, get

PUBLIC = "93.184.216.34"
Talk = Callable[[socket.socket], None]


@contextmanager
def listening(talk: Talk) -> Iterator[int]:
    """A server on this machine that talks so with each who calls."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.1)
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                try:
                    caller, _where = door.accept()
                except TimeoutError:
                    continue
                except OSError:
                    return
                with caller:
                    try:
                        talk(caller)
                    except OSError:
                        continue

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield door.getsockname()[1]
        over.set()
        thread.join(5)


class Names:
    """A resolver that may change its mind, and a network where public addresses are one server.

    ``called``: what was really connected to.
    """

    def __init__(self, port: int, **answers: list[list[str]]) -> None:
        self.port, self.answers = port, answers
        self.asked: list[str] = []
        self.called: list[str] = []

    @property
    def network(self) -> Network:
        return Network(self.resolve, self.connect)

    def resolve(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        found = self.answers.get(host.partition(".")[0], [[PUBLIC]])
        return found[min(self.asked.count(host), len(found)) - 1]

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        self.called.append(address)
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)


def answering(*answers: str) -> Talk:
    """Gives these answers one after the other, then the last one again."""
    left = list(answers)

    def talk(caller: socket.socket) -> None:
        heard.append(caller.recv(4096).decode())
        caller.sendall((left.pop(0) if len(left) > 1 else left[0]).encode())

    heard: list[str] = []
    talk.heard = heard  # type: ignore[attr-defined]
    return talk


PAGE = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<title>Bonjour</title>"


def moved(to: str) -> str:
    return f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"


def test_a_public_page_is_read_without_a_word_about_us() -> None:
    talk = answering(PAGE)
    with listening(talk) as port:
        answer = get("http://site.test/a?b=c#d", network=Names(port).network)
    assert (answer.status, answer.kind, answer.charset) == (200, "text/html", "utf-8")
    assert answer.body == b"<title>Bonjour</title>"
    [heard] = talk.heard  # type: ignore[attr-defined]
    assert heard.startswith("GET /a?b=c HTTP/1.1\r\nHost: site.test\r\n")
    for word in ("Cookie", "Authorization", "Referer"):
        assert word not in heard


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "100.127.255.255", "224.0.0.1", "239.255.255.250"),
        *("192.0.2.1", "198.18.0.1", "203.0.113.9", "240.0.0.1", "255.255.255.255"),
        *("192.88.99.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1"),
        *("ff02::1", "::ffff:127.0.0.1", "::ffff:93.184.216.34", "::127.0.0.1"),
        *("::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::"),
        *("2001:0:7f00:1::", "2001:db8::1", "4000::1", "localhost", "", "2130706433", "0x7f.1"),
    ],
)
def test_c1_what_is_not_of_the_public_internet_is_never_called(address: str) -> None:
    assert not is_public(address)
    names = Names(9, inside=[[address]], both=[[PUBLIC, address]])
    for url in ("http://inside.test/", "https://both.test/"):
        with pytest.raises(Unreachable):
            get(url, network=names.network)
    assert names.called == []


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "2606:4700:4700::1111", "2a00:1450::1"])
def test_the_public_internet_is(address: str) -> None:
    assert is_public(address)


def test_c1_a_name_that_changes_its_mind_is_called_where_it_was_checked() -> None:
    with listening(answering(PAGE)) as port:
        names = Names(port, rebind=[[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
        assert get("http://rebind.test/", network=names.network).status == 200
        assert names.called == [PUBLIC] and names.asked == ["rebind.test"], "asked once, pinned"
        with pytest.raises(Unreachable):
            get("http://rebind.test/", network=names.network)
        assert names.called == [PUBLIC]


@pytest.mark.parametrize(
    "goal",
    [
        *("http://127.0.0.1/", "http://inside.test/", "//inside.test/", "http://[::1]/"),
        *("file:///etc/passwd", "ftp://site.test/", "gopher://site.test/", "http://site.test:22/"),
        *("http://ana:secret@site.test/", "http://2130706433/", "http://0x7f000001/"),
    ],
)
def test_c1_each_redirection_is_checked_again(goal: str) -> None:
    with listening(answering(moved(goal), PAGE)) as port:
        inside = [["127.0.0.1"]]
        answers = {"inside": inside, "127": inside, "2130706433": inside, "0x7f000001": inside}
        names = Names(port, **answers, **{"::1": [["::1"]]})
        with pytest.raises(Unreachable):
            get("http://site.test/", network=names.network)
        assert names.called == [PUBLIC]


def test_redirections_lead_somewhere_or_end() -> None:
    with listening(answering(moved("/b"), moved("http://other.test/c"), PAGE)) as port:
        names = Names(port)
        assert get("http://site.test/a", network=names.network).url == "http://other.test/c"
        assert names.asked == ["site.test", "site.test", "other.test"]
    with listening(answering(moved("/again"))) as port, pytest.raises(Unreachable):
        get("http://site.test/", network=Names(port).network)


@pytest.mark.parametrize(
    "url",
    [
        *("", "site.test", "javascript:alert(1)", "http://", "http://ana@site.test/"),
        *(
            "http://site.test:8080/",
            "http://site.test:x/",
            "http://site.test/\r\nX: y",
            "http:///x",
        ),
        *("http://[::1", "http://site.test/" + "a" * 3000, "http://" + "é" * 80 + ".test/"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    names = Names(9)
    with pytest.raises(Unreachable):
        get(url, network=names.network)
    assert names.called == []


def test_c1_an_endless_answer_is_cut_and_a_slow_one_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def endless(caller: socket.socket) -> None:
        caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            caller.sendall(b"x" * 65536)

    with listening(endless) as port:
        assert len(get("http://site.test/", network=Names(port).network).body) == client.MOST

    def dripping(caller: socket.socket) -> None:
        caller.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            caller.sendall(b"X")
            time.sleep(0.05)

    monkeypatch.setattr(client, "SECONDS", 0.6)
    began = time.monotonic()
    with listening(dripping) as port, pytest.raises(Unreachable):
        get("http://site.test/", network=Names(port).network)
    assert time.monotonic() - began < 3


def test_a_certificate_that_is_not_of_the_name_is_refused() -> None:
    with listening(lambda caller: caller.sendall(b"not TLS at all")) as port:
        names = Names(port)
        with pytest.raises(Unreachable):
            get("https://site.test/", network=names.network)
        assert names.called == [PUBLIC]
