"""The served application, as whoever runs ``bin/start`` has it, and what it costs."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from etabli.platform.db.embedded import places_for

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120.0  # seconds to answer
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """A network that answers. ``started_in``: seconds from the command to the first page."""

    port: int
    parent: int
    postmaster: int
    started_in: float

    def processes(self) -> list[int]:
        """Ours: the parent, the web, the worker."""
        return [self.parent, *children(self.parent)]

    def cpu(self) -> float:
        """Seconds of CPU that our processes have used."""
        return sum(map(cpu_of, self.processes()))

    def database_cpu(self) -> float:
        """Seconds of CPU of PostgreSQL, its connections that are still open."""
        return sum(map(cpu_of, children(self.postmaster)))

    def memory(self) -> float:
        """Megabytes of our processes, what they share counted once (PSS)."""
        return sum(map(memory_of, self.processes()))


@contextmanager
def served(data: Path, port: int, log: Path | None = None) -> Iterator[Served]:
    """Serve a data folder until the block ends; what it says goes to ``log``."""
    began = time.monotonic()
    command = [str(ROOT / "bin" / "start"), "--data", str(data), "--port", str(port)]
    with (log or Path(os.devnull)).open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, start_new_session=True)
    try:
        _await(port, process, began)
        postmaster = int((places_for(data).cluster / "postmaster.pid").read_text().split()[0])
        yield Served(port, process.pid, postmaster, time.monotonic() - began)
    finally:
        process.terminate()
        process.wait(60)


def children(pid: int, *, deep: bool = True) -> list[int]:
    """The processes below one: all generations, or the next one alone."""
    try:
        found = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [*found, *(below for one in found for below in children(one))] if deep else found


def cpu_of(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def memory_of(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _await(port: int, process: "subprocess.Popen[bytes]", began: float) -> None:
    while time.monotonic() - began < PATIENCE and process.poll() is None:
        try:
            line = HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/")
            line.getresponse().read()
        except (OSError, HTTPException):
            time.sleep(0.02)
        else:
            return
    raise SystemExit("The network does not start: try bin/start with the same --data.")
