"""Runs the processes of a network: starts them again when they die, ends them in order.

On Linux children are forked: what the supervisor has loaded is neither loaded nor kept in memory
twice, and a network opens three times sooner.
"""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

import structlog

PAUSES = (0.2, 1.0, 2.0, 5.0, 10.0)  # seconds before each further try
STEADY = 30  # seconds alive after which a death counts as the first
HOPELESS = 3  # deaths in a row before anything was served
ENDING = 20  # seconds that a process gets to end
LOOKING = 0.2  # seconds between two looks at who lives
ENDINGS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

log = structlog.get_logger(__name__)
_forks = sys.platform == "linux"
_context: Any = multiprocessing.get_context("fork" if _forks else "spawn")

Work = Callable[[], object]


@dataclass
class Child:
    """One process: its name, what it does until SIGTERM, and how often it died lately.

    With ``wanted`` it is there only when that says so, and may end well.
    """

    name: str
    work: Work
    wanted: Callable[[], bool] = lambda: True
    process: BaseProcess | None = None
    deaths: int = 0
    started: float = 0.0
    due: float = 0.0

    def start(self, leash: Connection, held: Connection) -> None:
        self.started = time.monotonic()
        self.process = _context.Process(
            target=_live, name=self.name, args=(self.work, leash, held.fileno())
        )
        self.process.start()

    def look(self) -> None:
        """Note a death, and when to start again."""
        if self.process is None or self.process.is_alive():
            return
        code, self.process = self.process.exitcode, None
        if code == 0 and not self.wanted():
            return
        self.deaths = 1 if time.monotonic() - self.started > STEADY else self.deaths + 1
        self.due = time.monotonic() + PAUSES[min(self.deaths, len(PAUSES)) - 1]
        log.error("process.died", process=self.name, code=code, deaths=self.deaths)

    def end(self) -> None:
        if self.process is not None and self.process.is_alive():
            self.process.terminate()

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.join()

    @property
    def gone(self) -> bool:
        return self.process is None or not self.process.is_alive()


@dataclass
class Supervisor:
    """Keeps children alive until told to stop."""

    children: list[Child]
    stopping: threading.Event = field(default_factory=threading.Event)
    _pipe: tuple[Connection, Connection] = field(default_factory=lambda: _context.Pipe(False))

    def listen_to_signals(self) -> None:
        for number in ENDINGS:
            signal.signal(number, lambda *_: self.stopping.set())

    def start(self) -> None:
        for child in self.children:
            if child.wanted():
                child.start(*self._pipe)

    def keep(self, changed: Callable[[], bool] | None = None) -> bool:
        """Start again whoever dies, until told to stop or ``changed`` says so; then end them all.

        Returns whether something changed.
        """
        over = False
        while not over and not self.stopping.wait(LOOKING):
            self.look()
            over = changed is not None and changed()
        self.end()
        return over

    def look(self) -> None:
        """One look at every child."""
        for child in self.children:
            child.look()
            if child.process is None and time.monotonic() >= child.due and child.wanted():
                child.start(*self._pipe)

    @property
    def hopeless(self) -> bool:
        """Whether some process never stays up."""
        return any(child.deaths >= HOPELESS for child in self.children)

    def end(self) -> None:
        """Ask politely, then not."""
        for child in self.children:
            child.end()
        limit = time.monotonic() + ENDING
        while time.monotonic() < limit and not all(child.gone for child in self.children):
            time.sleep(0.02)
        for child in self.children:
            child.kill()


def apart(work: Work) -> bool:
    """Do something to its end in a process of its own; whether it went well.

    What runs threads, as the store of files does, cannot be used before a fork: its threads
    stay behind, and the child would wait for them without end.
    """
    process = _context.Process(target=work, name="apart")
    process.start()
    process.join()
    return bool(process.exitcode == 0)


def end_with(parent: int) -> None:
    """End as SIGTERM would once this process has another parent: its own was killed.

    For processes that we did not start ourselves. Looks from a thread of its own. Who would have
    ended it for good is gone too: a page that waits for a loop that is over would wait for ever.
    """

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(LOOKING)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(ENDING)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=look, name="orphan", daemon=True).start()


def _live(work: Work, leash: Connection, held: int) -> None:
    """The life of a child."""
    for number in ENDINGS:
        signal.signal(number, signal.SIG_DFL)
    os.setsid()  # Ctrl+C is for the supervisor, who ends its children in order
    if _forks:
        os.close(held)  # the supervisor alone holds the other end of the leash
    threading.Thread(target=_end_with_parent, args=(leash,), name="leash", daemon=True).start()
    work()


def _end_with_parent(leash: Connection) -> None:
    """End as SIGTERM would when the supervisor is gone, even killed: the pipe then ends."""
    with suppress(EOFError, OSError):
        leash.recv_bytes()
    os.kill(os.getpid(), signal.SIGTERM)
