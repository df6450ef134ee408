"""The worker brings each event to those who may wait: none lost, none twice, none in the way."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection, transaction

from etabli.platform.events import later as laters
from etabli.platform.events import reading, worker
from etabli.platform.events.again import give_again
from etabli.platform.events.later import later
from etabli.platform.events.log import Fact, emit
from etabli.platform.events.models import Event, SetAside
from etabli.platform.events.worker import Worker
from tests.databases import folder, server

Heard = list[int]


@pytest.fixture(autouse=True)
def alone(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the listeners of the story listen, and nobody waits long."""
    monkeypatch.setattr(laters, "_listeners", {})
    monkeypatch.setattr(worker, "PAUSES", (0.0, 0.0))


def say(*verbs: str) -> None:
    for verb in verbs:
        with transaction.atomic():
            emit(Fact(verb))


def work_until(happened: Callable[[], bool]) -> None:
    """Work until something happened, and a little more."""
    working = Worker()
    wait_for(lambda: working.work() or happened())
    for _ in range(5):
        working.work()


def test_each_event_comes_once_and_in_order() -> None:
    heard: list[str] = []

    @later("said")
    def listen(event: Event) -> None:
        heard.append(str(event.payload["n"]))

    for name in "abc":
        with transaction.atomic():
            emit(Fact("said", payload={"n": name}))
            emit(Fact("unheard"))
    work_until(lambda: len(heard) == 3)
    assert heard == ["a", "b", "c"]


def test_an_event_numbered_early_and_committed_late_is_not_lost() -> None:
    heard: Heard = []

    @later("said")
    def listen(event: Event) -> None:
        heard.append(event.pk)

    insert = (
        "INSERT INTO events_event (at, verb, payload) VALUES (now(), 'said', '{}') RETURNING id"
    )
    name = str(connection.settings_dict["NAME"])
    with (
        server().connect("etabli_sys", name) as first,
        server().connect("etabli_sys", name) as second,
    ):
        for line in (first, second):
            line.autocommit = False
        first.execute("SELECT pg_current_xact_id()")
        late = second.execute(insert).fetchone()
        early = first.execute(insert).fetchone()
        assert late and early and late[0] < early[0]
        first.commit()
        work_until(lambda: len(heard) == 1)
        assert heard == [early[0]]
        second.commit()
    work_until(lambda: len(heard) == 2)
    assert heard == [early[0], late[0]]


def test_an_event_that_fails_three_times_is_set_aside_and_blocks_nobody() -> None:
    heard: list[str] = []

    @later("said", "bad")
    def fragile(event: Event) -> None:
        Event.objects.create(verb="written")
        if event.verb == "bad":
            raise ValueError("cannot take this")
        heard.append("fragile")

    @later("said")
    def sturdy(event: Event) -> None:
        heard.append("sturdy")

    say("bad", "said")
    work_until(lambda: len(heard) == 2)
    assert sorted(heard) == ["fragile", "sturdy"]
    aside = SetAside.objects.get()
    assert (aside.listener, aside.event.verb, aside.tries) == (
        "tests.events.test_worker.fragile",
        "bad",
        3,
    )
    assert "cannot take this" in aside.error
    assert Event.objects.filter(verb="written").count() == 1, "what a failure wrote is undone"


def test_two_workers_share_without_doing_anything_twice() -> None:
    heard: Heard = []

    @later("said")
    def listen(event: Event) -> None:
        time.sleep(0.002)
        heard.append(event.pk)

    say(*["said"] * 40)
    with running(), running():
        wait_for(lambda: len(heard) >= 40)
        time.sleep(0.2)
    assert heard == sorted(set(heard))
    assert len(heard) == 40


def test_the_bell_wakes_it_and_a_cut_line_does_not_stop_it() -> None:
    heard: list[float] = []

    @later("said")
    def listen(event: Event) -> None:
        heard.append(time.monotonic())

    with running():
        time.sleep(0.5)
        began = time.monotonic()
        say("said")
        wait_for(lambda: len(heard) == 1)
        assert heard[0] - began < 1
        with server().admin() as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                [connection.settings_dict["NAME"]],
            )
        connection.close()
        say("said")
        wait_for(lambda: len(heard) == 2)


def test_a_listener_that_comes_with_an_upgrade_starts_from_then() -> None:
    heard: list[str] = []

    @later("said")
    def old(event: Event) -> None:
        heard.append("old")

    say("said")
    work_until(lambda: heard == ["old"])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE events_cursor SET at = now() - interval '1 day'")

    @later("said")
    def new(event: Event) -> None:
        heard.append("new")

    work_until(lambda: True)
    assert heard == ["old"]
    say("said")
    work_until(lambda: len(heard) == 3)
    assert sorted(heard) == ["new", "old", "old"]


def test_a_restored_database_is_read_on_from_where_it_was() -> None:
    heard: Heard = []

    @later("said")
    def listen(event: Event) -> None:
        heard.append(event.pk)

    say("said", "said")
    work_until(lambda: len(heard) == 2)
    with connection.cursor() as cursor:
        # What a dump of a cluster that lived longer holds.
        cursor.execute("UPDATE events_event SET tx = (tx::text::bigint + 1000000)::text::xid8")
        cursor.execute("UPDATE events_cursor SET tx = (tx::text::bigint + 1000000)::text::xid8")
    say("said")
    work_until(lambda: True)
    assert len(heard) == 2
    reading.settle_after_restore()
    work_until(lambda: len(heard) == 3)
    say("said")
    work_until(lambda: len(heard) == 4)
    assert len(heard) == len(set(heard)) == 4


def test_two_listeners_of_one_name_are_refused() -> None:
    @later("said")
    def listen(event: Event) -> None:
        pass

    with pytest.raises(ValueError, match="taken"):
        later("said")(listen)


def test_it_stops_when_told_to() -> None:
    found = connection.settings_dict
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import django; django.setup(); from etabli.platform.events.worker import run; run()",
        ],
        env={
            **os.environ,
            "DATABASE_URL": f"postgresql:///{found['NAME']}?host={found['HOST']}",
            "ETABLI_DATA": str(folder()),
            "PYTHONPATH": str(settings.SOURCE.parent),
        },
    )
    wait_for(lambda: bool(listening(str(found["NAME"]))), 20)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(5) == 0
    assert time.monotonic() - began < 3


@contextmanager
def running() -> Iterator[None]:
    """A worker at work in a thread."""
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(5)


def wait_for(happened: Callable[[], bool], seconds: float = 8) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


def listening(name: str) -> list[object]:
    with server().admin() as admin:
        return admin.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = %s AND query LIKE 'LISTEN%%'", [name]
        ).fetchall()


def test_what_was_set_aside_is_given_again_once_its_cause_is_gone() -> None:
    broken = [True]
    heard: Heard = []

    @later("said")
    def listen(event: Event) -> None:
        if broken[0]:
            raise ValueError("not yet")
        heard.append(event.pk)

    say("said")
    work_until(SetAside.objects.exists)
    assert give_again() == (0, 1)
    broken[0] = False
    assert give_again() == (1, 0)
    assert len(heard) == 1
