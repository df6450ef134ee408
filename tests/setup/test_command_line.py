"""``bin/etabli`` and ``bin/start``, from outside."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from etabli.platform.db.embedded.postmaster import read_postmaster
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


@pytest.fixture
def terminal(home: Path) -> Terminal:
    return Terminal(home / "data")


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


@pytest.mark.parametrize(
    ("language", "word"), [("fr", "Sauvegarde tout le réseau"), ("en", "Save the whole network")]
)
def test_help_speaks_the_terminals_language(home: Path, language: str, word: str) -> None:
    shown = Terminal(home / "data", language).run("--help")
    assert shown.returncode == 0
    assert word in " ".join(shown.stdout.split())
    assert not (home / "data").exists()


@pytest.mark.parametrize("words", [(), ("frobnicate",), ("backup",), ("start", "--port", "x")])
def test_misuse_is_2(terminal: Terminal, words: tuple[str, ...]) -> None:
    assert terminal.run(*words).returncode == 2


def test_the_data_folder_may_be_named_anywhere(terminal: Terminal) -> None:
    for words in (("person", "list"), ("--data", str(terminal.data), "doctor")):
        assert terminal.run(*words, "--help").returncode == 0


def test_where_there_is_no_network_it_is_said(terminal: Terminal) -> None:
    for command in (("doctor",), ("backup", "x.zip")):
        done = terminal.run(*command)
        assert done.returncode == 1
        assert "bin/start" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_broken_configuration_is_said(terminal: Terminal) -> None:
    terminal.data.mkdir()
    (terminal.data / "etabli.toml").write_text("secret_key = ")
    done = terminal.run("doctor")
    assert done.returncode == 1
    assert "etabli.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_taken_port_stops_the_start_before_anything(terminal: Terminal) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = terminal.run("start", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "--port" in done.stderr
    assert not (terminal.data / "postgres").exists()


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
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        pids = [int(pid) for pid in path.read_text().split()]
        return [pid for pid in pids if "postgres" not in Path(f"/proc/{pid}/comm").read_text()]


@pytest.fixture(scope="module")
def installed() -> Iterator[Path]:
    """The data folder of a network that was opened once and closed."""
    folder = Path(tempfile.mkdtemp(prefix="etabli-setup-"))
    folder.chmod(0o711)
    first = open_network(Terminal(folder / "data"), folder / "start.log")
    first.process.terminate()
    assert first.process.wait(START) == 0
    yield folder / "data"
    shutil.rmtree(folder)


@pytest.fixture
def running(terminal: Terminal, home: Path, installed: Path) -> Iterator[Running]:
    """A network open, in French, on a data folder of its own."""
    subprocess.run(["cp", "-a", installed, terminal.data], check=True)
    made = open_network(terminal, home / "start.log")
    yield made
    if made.process.poll() is None:
        made.process.terminate()
        made.process.wait(START)


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


def test_a_network_opens_is_looked_after_and_closes(running: Running, terminal: Terminal) -> None:
    assert "/installation/" in running.log.read_text()
    assert get(running.port, "/sante") == 200
    assert get(running.port, "/") in (200, 302)

    again = terminal.run("start", "--port", str(free_port()))
    assert again.returncode == 1
    assert str(running.port) in again.stderr

    findings = json.loads(terminal.run("doctor", "--json").stdout)
    assert {"serving", "walls", "roles"} <= {one["check"] for one in findings}
    assert not [one for one in findings if one["state"] == "wrong"]
    assert running.process.poll() is None

    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(START) == 0
    assert read_postmaster(terminal.data / "postgres") is None


def test_a_process_that_dies_is_replaced(running: Running) -> None:
    before = set(running.children())
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    running.wait_for("process.died")
    end = time.monotonic() + START
    while len(set(running.children()) - before) < len(before) and time.monotonic() < end:
        time.sleep(0.1)
    while get(running.port, "/sante") != 200 and time.monotonic() < end:
        time.sleep(0.1)
    assert get(running.port, "/sante") == 200


def test_what_was_killed_opens_again(running: Running, terminal: Terminal, home: Path) -> None:
    orphans = running.children()
    os.kill(running.process.pid, signal.SIGKILL)
    running.process.wait()
    end = time.monotonic() + START
    while any(Path(f"/proc/{pid}").exists() for pid in orphans) and time.monotonic() < end:
        time.sleep(0.1)
    assert not [pid for pid in orphans if Path(f"/proc/{pid}").exists()]
    assert read_postmaster(terminal.data / "postgres") is not None

    again = open_network(terminal, home / "again.log")
    assert get(again.port, "/") in (200, 302)
    again.process.terminate()
    assert again.process.wait(START) == 0
    assert read_postmaster(terminal.data / "postgres") is None
