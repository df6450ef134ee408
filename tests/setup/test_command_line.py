"""``bin/etabli`` and ``bin/start``, from outside."""

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from etabli.platform.db.embedded.postmaster import read_postmaster
from tests.setup.terminals import START, Running, Terminal, alive, free_port, get, open_network


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


@pytest.fixture
def running(terminal: Terminal, home: Path, installed: Path) -> Iterator[Running]:
    """A network open, in French, on a data folder of its own."""
    subprocess.run(["cp", "-a", installed, terminal.data], check=True)
    made = open_network(terminal, home / "start.log")
    yield made
    if made.process.poll() is None:
        made.process.terminate()
        made.process.wait(START)


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


def test_f4_a_process_that_dies_is_replaced_and_leaves_nobody_behind(running: Running) -> None:
    before = set(running.children())
    answering = set(running.grandchildren())
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    running.wait_for("process.died")
    end = time.monotonic() + START
    while len(set(running.children()) - before) < len(before) and time.monotonic() < end:
        time.sleep(0.1)
    while get(running.port, "/sante") != 200 and time.monotonic() < end:
        time.sleep(0.1)
    assert get(running.port, "/sante") == 200
    while any(map(alive, answering)) and time.monotonic() < end:
        time.sleep(0.1)
    assert answering and not any(map(alive, answering))


def test_f1_a_database_that_is_killed_comes_back_within_ten_seconds(
    running: Running, terminal: Terminal
) -> None:
    """Pages say so meanwhile, and that it will not last."""
    killed = read_postmaster(terminal.data / "postgres")
    assert killed is not None
    os.kill(killed.pid, signal.SIGKILL)
    began, answers = time.monotonic(), set[int]()
    while (status := get(running.port, "/")) not in (200, 302) or not answers:
        answers.add(status)
        assert time.monotonic() - began < 10, answers
        time.sleep(0.02)
    assert answers <= {200, 302, 503}
    back = read_postmaster(terminal.data / "postgres")
    assert back is not None and back.pid != killed.pid


def test_what_was_killed_opens_again(running: Running, terminal: Terminal, home: Path) -> None:
    orphans = running.children()
    os.kill(running.process.pid, signal.SIGKILL)
    running.process.wait()
    end = time.monotonic() + START
    while any(map(alive, orphans)) and time.monotonic() < end:
        time.sleep(0.1)
    assert not any(map(alive, orphans))
    assert read_postmaster(terminal.data / "postgres") is not None

    again = open_network(terminal, home / "again.log")
    assert get(again.port, "/") in (200, 302)
    again.process.terminate()
    assert again.process.wait(START) == 0
    assert read_postmaster(terminal.data / "postgres") is None
