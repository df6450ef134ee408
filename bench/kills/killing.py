"""Who is killed, and when: SIGKILL at a random moment, again and again."""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random

from bench.serving import Served, children
from etabli.platform.db.embedded.places import Places
from etabli.platform.db.embedded.postmaster import read_postmaster

SOON, LATE = 0.0, 2.0  # seconds alive before the next kill
LONGEST = 120.0  # seconds in which whoever was killed must be back
LOOK = 0.05
BETWEEN = 6  # writes answered since it came back


@dataclass
class Kills:
    """How many are left to do, and what was done. Seconds away, by who was killed.

    ``answered``: how many writes were, so far.
    """

    left: int
    answered: Callable[[], int]
    done: Counter[str] = field(default_factory=Counter)
    away: dict[str, list[float]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def take(self) -> bool:
        """Whether there is one more to do."""
        with self._turn:
            self.left -= 1
            return self.left >= 0

    def note(self, who: str, seconds: float) -> None:
        with self._turn:
            self.done[who] += 1
            self.away.setdefault(who, []).append(round(seconds, 2))


@dataclass
class Target:
    """Processes that do one thing. ``found``: those there now; ``well``: whether it is done."""

    name: str
    found: Callable[[], Sequence[int]]
    well: Callable[[], bool]

    def hunt(self, kills: Kills, chance: Random) -> None:
        """Kill one of them, wait until it is back, until no kill is left."""
        while self._back() and kills.take():
            _wait(kills)
            time.sleep(chance.uniform(SOON, LATE))
            pids = list(self.found())
            began = time.monotonic()
            if pids:
                os.kill(chance.choice(pids), signal.SIGKILL)
            if not self._back():
                kills.lost.append(self.name)
                return
            kills.note(self.name, time.monotonic() - began)

    def _back(self) -> bool:
        until = time.monotonic() + LONGEST
        time.sleep(LOOK)
        while time.monotonic() < until:
            if self.found() and self.well():
                return True
            time.sleep(LOOK)
        return False


def _wait(kills: Kills) -> None:
    """Until the crowd was answered again: nothing is proved by killing what does nothing."""
    before, until = kills.answered(), time.monotonic() + LONGEST
    while kills.answered() < before + BETWEEN and time.monotonic() < until:
        time.sleep(LOOK)


def targets(network: Served, places: Places) -> list[Target]:
    """The web (what keeps it and what answers), the worker, PostgreSQL."""

    def database() -> list[int]:
        found = read_postmaster(places.cluster)
        return [found.pid] if found is not None and found.status == "ready" else []

    def own() -> list[int]:
        return [pid for pid in children(network.parent, deep=False) if _is_ours(pid)]

    def web() -> list[int]:
        kept = [pid for pid in own() if children(pid)]
        return [*kept, *(below for pid in kept for below in children(pid) if _is_ours(below))]

    def worker() -> list[int]:
        # While the database is away, somebody else may be there: who starts it again.
        return [pid for pid in own() if not children(pid)] if database() else []

    return [
        Target("web", web, lambda: _answers(network.port)),
        Target("worker", worker, lambda: True),
        Target("database", database, lambda: True),
    ]


def _is_ours(pid: int) -> bool:
    """Whether a process lives, and is not PostgreSQL."""
    try:
        before, _, after = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
    except OSError:
        return False
    return "postgres" not in before and after.split()[0] != "Z"


def _answers(port: int) -> bool:
    line = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/sante")
        return line.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        line.close()
