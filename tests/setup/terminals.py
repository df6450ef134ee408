"""Programs of ours run from outside, as from a terminal."""

import http.client
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.sources import ROOT

START = 60  # seconds: other tests run at the same time


@dataclass
class Terminal:
    """A terminal in one language, at one data folder."""

    data: Path
    language: str = "fr"

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "etabli", *words, "--data", str(self.data)]

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return {**kept, "PYTHONPATH": str(ROOT / "src"), "ETABLI_LANG": self.language}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words),
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=START,
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str) -> int:
    """The status of a page; 0 while nobody answers."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request("GET", path)
        return line.getresponse().status
    except OSError:
        return 0
    finally:
        line.close()


@dataclass
class Running:
    """A network that ``start`` serves."""

    process: subprocess.Popen[str]
    port: int
    log: Path

    def wait_for(self, word: str) -> str:
        end = time.monotonic() + START
        while time.monotonic() < end and self.process.poll() is None:
            if word in self.log.read_text():
                return self.log.read_text()
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def children(self) -> list[int]:
        found = children_of(self.process.pid)
        return [pid for pid in found if "postgres" not in Path(f"/proc/{pid}/comm").read_text()]

    def grandchildren(self) -> list[int]:
        """Those that a child of the launcher started: they answer pages."""
        return [below for pid in self.children() for below in children_of(pid)]


def children_of(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    """Whether a process goes on; one that ended and that nobody asked about does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def open_network(terminal: Terminal, log: Path) -> Running:
    port = free_port()
    with log.open("w") as file:
        process = subprocess.Popen(
            terminal.command("start", "--port", str(port)),
            env=terminal.environment,
            stdout=file,
            stderr=file,
            text=True,
            start_new_session=True,
        )
    made = Running(process, port, log)
    made.wait_for("Ctrl+C")
    return made
