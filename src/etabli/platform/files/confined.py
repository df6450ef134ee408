"""Run one script over bytes nobody trusts, with little memory, little time and no network.

Run as a process of its own (``python -I confined.py SCRIPT …``): it limits itself before it
loads the script, which imports nothing of ours, and says in one line of JSON what ``main``
of the script answered. What it cannot do is answered as ``{"refused": …}``.
"""

import contextlib
import ctypes
import json
import resource
import runpy
import signal
import sys
from collections.abc import Iterable
from typing import Any

ADDRESS_SPACE = 1 << 30
CPU_SECONDS = 10
FILE_SIZE = 64_000_000
OPEN_FILES = 64
TEXT = 100_000
"""Characters of a text at most: as many as search reads of one document."""

NEW_USER, NEW_NET = 0x10000000, 0x40000000
DIES_WITH_PARENT = 1


def main(script: str, *arguments: str) -> dict[str, Any]:
    """What the script's ``main`` answers, its ``text`` put together and cut."""
    _limit()
    _apart()
    try:
        said: dict[str, Any] = runpy.run_path(script)["main"](*arguments)
        return said | ({"text": _bounded(said["text"])} if "text" in said else {})
    except MemoryError:
        return {"refused": "heavy"}
    except Exception:
        return {"refused": "damaged"}


def _limit() -> None:
    for kind, most in (
        (resource.RLIMIT_AS, ADDRESS_SPACE),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_SIZE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _apart() -> None:
    """Out of reach of any network where the system lets us, and gone with whoever started it."""
    with contextlib.suppress(OSError, AttributeError):
        system = ctypes.CDLL(None, use_errno=True)
        system.prctl(DIES_WITH_PARENT, signal.SIGKILL)
        system.unshare(NEW_USER | NEW_NET)


def _bounded(pieces: Iterable[str]) -> str:
    held: list[str] = []
    room = TEXT
    for piece in pieces:
        line = " ".join(piece.replace("\x00", " ").split())
        if line:
            held.append(line[:room])
            room -= len(line) + 1
        if room <= 0:
            break
    # Half of a character that takes two cannot be kept by a database.
    return "\n".join(held).encode("utf-8", "ignore").decode()


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
