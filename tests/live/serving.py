"""A real process that serves a test's network, and browsers that listen to it."""

import fcntl
import http.client
import json
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from tests import databases

PATIENCE = 30.0  # seconds for a server to answer
SERVE = """
import sys
from pathlib import Path
from etabli.site.opening import set_up
set_up(Path(sys.argv[1]))
from etabli.site.processes import Serving
Serving(Path(sys.argv[1]), "127.0.0.1", int(sys.argv[2]), part=sys.argv[3])()
"""


COLLECT = """
import sys
from pathlib import Path
from etabli.site.opening import set_up
set_up(Path(sys.argv[1]))
from etabli.site.statics import collect_static
collect_static()
"""


@dataclass(frozen=True)
class Served:
    """A server and where it answers."""

    port: int
    pid: int

    def listen(self, client: Client, topics: str, **headers: str) -> "Listener":
        """Open a stream in somebody's browser."""
        listener = Listener(self.port, _cookie(client), topics, headers)
        listener.start()
        return listener

    def ask(self, path: str, **headers: str) -> tuple[int, str]:
        """One plain request: its status and its body."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        asked.request(
            "GET", path, headers={name.replace("_", "-"): v for name, v in headers.items()}
        )
        answer = asked.getresponse()
        return answer.status, answer.read(2000).decode()


@dataclass
class Frame:
    """What came down a stream, and when (seconds of the clock that only goes forward)."""

    event: str
    data: dict[str, Any]
    id: str
    at: float


@dataclass
class Listener:
    """A browser's stream."""

    port: int
    cookie: str
    topics: str
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 0
    closed: bool = False
    raw: bytes = b""

    def start(self) -> None:
        self._frames: queue.Queue[Frame] = queue.Queue()
        self._opened = threading.Event()
        threading.Thread(target=self._read, daemon=True).start()
        assert self._opened.wait(PATIENCE)

    def next(self, seconds: float = 5.0) -> Frame | None:
        """The next frame, or None when none comes in time."""
        try:
            return self._frames.get(timeout=seconds)
        except queue.Empty:
            return None

    def all(self, seconds: float = 1.0) -> list[Frame]:
        """Every frame that comes until none has for so long."""
        found = []
        while frame := self.next(seconds):
            found.append(frame)
        return found

    def topics_told(self, seconds: float = 1.0) -> set[str]:
        return {frame.data["topic"] for frame in self.all(seconds) if frame.event == "changed"}

    def leave(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)

    def wait_closed(self, seconds: float = 5.0) -> bool:
        until = time.monotonic() + seconds
        while not self.closed and time.monotonic() < until:
            time.sleep(0.02)
        return self.closed

    def _read(self) -> None:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": self.cookie, "Accept": "text/event-stream", **self.headers}
        asked.request("GET", f"/live/stream?topics={self.topics}", headers=headers)
        answer = asked.getresponse()
        self.status, self._socket = answer.status, asked.sock
        self._opened.set()
        block: dict[str, str] = {}
        try:
            while line := answer.readline():
                self.raw += line
                self._take(line.decode().rstrip("\n"), block)
        except (OSError, ValueError, http.client.HTTPException):
            pass
        self.closed = True

    def _take(self, line: str, block: dict[str, str]) -> None:
        name, _, value = line.partition(": ")
        if line and name:
            block[name] = value
        elif not line and "event" in block:
            content = json.loads(block["data"])
            frame = Frame(block["event"], content, block.get("id", ""), time.monotonic())
            self._frames.put(frame)
            block.clear()
        elif not line:
            block.clear()


@cache
def collect_files() -> None:
    """Put together the files the servers hand out, once in each process, one at a time."""
    with (databases.folder() / "static.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        environment = {**os.environ, "PYTHONPATH": str(settings.SOURCE.parent)}
        command = [sys.executable, "-c", COLLECT, str(databases.folder())]
        subprocess.run(command, check=True, env=environment)


@contextmanager
def served(part: str = "all") -> Iterator[Served]:
    """Serve the network of the moment in a process of its own."""
    collect_files()
    port = _free_port()
    found = connection.settings_dict
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql:///{found['NAME']}?host={found['HOST']}",
        "PYTHONPATH": f"{settings.SOURCE.parent}",
        "ETABLI_ROLE": "app",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(databases.folder()), str(port), part], env=environment
    )
    try:
        _await(port, process)
        yield Served(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def _cookie(client: Client) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
