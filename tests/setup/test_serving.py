"""The composite application, addresses and ports."""

import asyncio
import socket
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest

from etabli.site import asgi
from etabli.site.listening import ListeningFault, address_of, check_address
from etabli.site.serving import ServingFault, alone, served_at

Message = MutableMapping[str, Any]


def answer(scope: dict[str, Any]) -> list[Message]:
    """What the application sends back to a connection with no body."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(asgi.application(scope, receive, send))
    return sent


def test_it_says_that_it_is_alive_without_the_pages() -> None:
    sent = answer({"type": "http", "path": "/sante"})
    assert sent[0]["status"] == 200


def test_a_socket_that_is_not_ours_is_closed() -> None:
    assert answer({"type": "websocket", "path": "/"})[0]["type"] == "websocket.close"


def test_cookies_of_several_headers_become_one() -> None:
    headers = [(b"cookie", b"a=1"), (b"host", b"x"), (b"cookie", b"b=2")]
    tidied = asgi._tidied({"type": "http", "headers": headers, "query_string": b""})
    assert (b"cookie", b"a=1; b=2") in tidied["headers"]


def test_a_header_with_an_underscore_cannot_pass_for_another() -> None:
    headers = [(b"x_forwarded_proto", b"https"), (b"x-forwarded-for", b"10.0.0.1")]
    tidied = asgi._tidied({"type": "http", "headers": headers, "query_string": b""})
    assert tidied["headers"] == [(b"x-forwarded-for", b"10.0.0.1")]


def test_raw_bytes_of_a_query_are_encoded() -> None:
    query = "q=été&n=1".encode()
    tidied = asgi._tidied({"type": "http", "headers": [], "query_string": query})
    assert tidied["query_string"] == b"q=%C3%A9t%C3%A9&n=1"


def test_a_taken_port_is_named_with_the_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ListeningFault) as fault:
            check_address("127.0.0.1", port)
    assert str(port) in str(fault.value)
    assert "--port" in str(fault.value)


@pytest.mark.parametrize(("host", "port"), [("192.0.2.7", 8000), ("127.0.0.1", 99999)])
def test_what_cannot_be_listened_to_is_a_sentence(host: str, port: int) -> None:
    with pytest.raises(ListeningFault):
        check_address(host, port)


def test_addresses_are_for_this_machine() -> None:
    assert address_of("0.0.0.0", 8000) == "http://localhost:8000"
    assert address_of("127.0.0.1", 80) == "http://localhost"
    assert address_of("192.168.1.9", 81) == "http://192.168.1.9:81"


def test_a_data_folder_is_served_once(tmp_path: Path) -> None:
    assert served_at(tmp_path) is None
    with alone(tmp_path, "http://localhost:8000"):
        assert served_at(tmp_path) == "http://localhost:8000"
        with pytest.raises(ServingFault, match="http://localhost:8000"), alone(tmp_path):
            pass
    assert served_at(tmp_path) is None
