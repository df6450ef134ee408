"""The first command of the README, as somebody who tries it runs it."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings

SECONDS = 20
"""For one answer, on a busy machine: what hangs, hangs for ever."""


def test_a_demonstration_just_started_serves_its_pictures(home: Path, installed: Path) -> None:
    home = home / "data"
    subprocess.run(["cp", "-a", installed, home], check=True)
    port = _free_port()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ETABLI_")}
    environment |= {"ETABLI_DATA": str(home), "PYTHONPATH": str(settings.SOURCE.parent)}
    environment |= {"ETABLI_LANG": "fr"}
    command = [sys.executable, "-m", "etabli", "start", "--demo", "--port", str(port)]
    running = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        address, password = _first_account(running)
        cookies = _signed_in(port, address, password)
        _status, _headers, page = _ask(port, "GET", "/", Cookie=cookies)
        pictures = re.findall(r'"(/fichiers/[^"]+\.webp)"', page.decode())
        assert pictures
        for picture in pictures:
            status, _headers, body = _ask(port, "GET", picture, Cookie=cookies)
            assert (status, body[:4]) == (200, b"RIFF")
        refused = _reset(environment)
        assert (refused.returncode, refused.stdout) == (1, ""), "not while it is served"
    finally:
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=60)

    told = _reset(environment)
    assert told.returncode == 0, told.stderr
    report = json.loads(told.stdout)
    assert report["people"] > 60
    assert report["items"] > 100
    assert (address, password) in {(a["login"], a["password"]) for a in report["accounts"]}
    assert any(one.is_file() for one in (home / "files").rglob("*")), "its pictures came back"


def _reset(environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "etabli", "demo", "--reset", "--yes", "--json"]
    return subprocess.run(command, check=False, env=environment, capture_output=True, text=True)


def _first_account(running: "subprocess.Popen[str]") -> tuple[str, str]:
    assert running.stdout
    for line in running.stdout:
        if found := re.search(r"(\S+@\S+)\s+(\S+)$", line.strip()):
            return found[1], found[2]
    raise AssertionError("it did not start")


def _signed_in(port: int, address: str, password: str) -> str:
    _status, headers, page = _ask(port, "GET", "/compte/login/")
    found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found
    sent = {"csrfmiddlewaretoken": found[1].decode(), "login": address, "password": password}
    kind = "application/x-www-form-urlencoded"
    status, after, _page = _ask(
        port, "POST", "/compte/login/", urlencode(sent), Cookie=_jar(headers), Content_Type=kind
    )
    assert status == 302
    return _jar(after)


def _ask(
    port: int, method: str, path: str, body: str = "", **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    asked.request(method, path, body, named)
    answer = asked.getresponse()
    return answer.status, answer.headers, answer.read()


def _jar(headers: http.client.HTTPMessage) -> str:
    found: SimpleCookie = SimpleCookie()
    for line in headers.get_all("Set-Cookie") or []:
        found.load(line)
    return "; ".join(f"{name}={one.value}" for name, one in found.items())


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])
