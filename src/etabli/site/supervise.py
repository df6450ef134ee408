"""Runs the processes of a network: starts them again when they die, ends them in order."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog

from etabli.site.leash import VARIABLE

PAUSES = (0.2, 1.0, 2.0, 5.0, 10.0)  # seconds before each further try
STEADY = 30  # seconds alive after which a death counts as the first
HOPELESS = 5  # deaths in a row before anything was served
ENDING = 20  # seconds that a process gets to end

log = structlog.get_logger(__name__)


@dataclass
class Child:
    """One process: what it runs, under which login, and how often it died lately."""

    name: str
    arguments: Sequence[str]
    login: str
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    started: float = 0.0
    due: float = 0.0

    def start(self, leash: int) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "etabli", *self.arguments],
            env={**os.environ, **self.environment, "ETABLI_ROLE": self.login, VARIABLE: str(leash)},
            pass_fds=(leash,),
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C is for the supervisor, who ends them in order
        )

    def look(self) -> None:
        """Note a death, and when to start again."""
        if self.process is None or self.process.poll() is None:
            return
        code, self.process = self.process.returncode, None
        self.deaths = 1 if time.monotonic() - self.started > STEADY else self.deaths + 1
        self.due = time.monotonic() + PAUSES[min(self.deaths, len(PAUSES)) - 1]
        log.error("process.died", process=self.name, code=code, deaths=self.deaths)

    def end(self, signal_number: int) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal_number)

    @property
    def gone(self) -> bool:
        return self.process is None or self.process.poll() is not None


@dataclass
class Supervisor:
    """Keeps children alive until told to stop."""

    children: list[Child]
    stopping: threading.Event = field(default_factory=threading.Event)

    def listen_to_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())

    def start(self) -> None:
        self._leash, self._held = os.pipe()
        for child in self.children:
            child.start(self._leash)

    def keep(self) -> None:
        """Start again whoever dies, until told to stop; then end them all."""
        while not self.stopping.wait(0.2):
            self.look()
        self.end()

    def look(self) -> None:
        """One look at every child."""
        for child in self.children:
            child.look()
            if child.process is None and time.monotonic() >= child.due:
                child.start(self._leash)

    @property
    def hopeless(self) -> bool:
        """Whether some process never stays up."""
        return any(child.deaths >= HOPELESS for child in self.children)

    def end(self) -> None:
        """Ask politely, then not."""
        for child in self.children:
            child.end(signal.SIGTERM)
        limit = time.monotonic() + ENDING
        while time.monotonic() < limit and not all(child.gone for child in self.children):
            time.sleep(0.05)
        for child in self.children:
            child.end(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()
        os.close(self._held)
        os.close(self._leash)
