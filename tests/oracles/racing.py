"""Somebody who reads without pause, from several places at once, while a right is taken away."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connections
from django.test import Client

from etabli.platform.people.models import Person
from tests import world as worlds
from tests.oracles.sweeping import answer_text

AT_LEAST = 2
"""Answers that each reader must have had, before the right is taken and after."""
PATIENCE = 60.0  # seconds


@dataclass(frozen=True)
class Told:
    """An answer: when it was asked for, on a clock that only goes forward, and what it told."""

    path: str
    asked: float
    secret: bool


@dataclass
class Reading:
    """All that was answered so far."""

    paths: list[str]
    told: list[Told] = field(default_factory=list)

    def since(self, moment: float) -> list[Told]:
        return [one for one in self.told if one.asked > moment]

    def everywhere(self, moment: float = 0.0) -> None:
        """Wait until each place was asked often enough since a moment."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            since = [one.path for one in self.since(moment)]
            if all(since.count(path) >= AT_LEAST for path in self.paths):
                return
            time.sleep(0.02)
        raise AssertionError("a reader stands still")


@contextmanager
def reading(person: Person, paths: list[str], secret: str) -> Iterator[Reading]:
    """Have a person read these places, each in a thread of its own, until the block ends."""
    seen, stop = Reading(paths), threading.Event()
    browsers = [worlds.signed_in(person) for _ in paths]
    threads = [
        threading.Thread(target=_read, args=(browser, path, secret, seen, stop))
        for browser, path in zip(browsers, paths, strict=True)
    ]
    for one in threads:
        one.start()
    try:
        yield seen
    finally:
        stop.set()
        for one in threads:
            one.join()


def race(person: Person, paths: list[str], secret: str, revoke: Callable[[], object]) -> Reading:
    """Take a right away while its holder reads. What was asked for after the commit told nothing.

    Each place told the secret before: otherwise its silence would prove nothing.
    """
    with reading(person, paths, secret) as seen:
        seen.everywhere()
        revoke()
        committed = time.monotonic()
        seen.everywhere(committed)
    before = {one.path for one in seen.told if one.secret and one.asked < committed}
    assert before == set(paths), f"never told: {set(paths) - before}"
    after = {one.path for one in seen.since(committed) if one.secret}
    assert after == set(), f"still told: {after}"
    return seen


def _read(browser: Client, path: str, secret: str, seen: Reading, stop: threading.Event) -> None:
    browser.raise_request_exception = False
    while not stop.is_set():
        asked = time.monotonic()
        answer = browser.get(path)
        assert answer.status_code < 500, path
        seen.told.append(Told(path, asked, secret in answer_text(answer)))
        time.sleep(0.01)
    connections.close_all()
