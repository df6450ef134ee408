"""For bin/dev: starts everything again when the code changes."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

KINDS = {".py", ".yaml", ".po"}  # templates, styles and scripts are read again by themselves


def watch(source: Path) -> Callable[[], bool]:
    """A function that says whether a file of the code changed since this call."""
    before = _dates(source)
    return lambda: _dates(source) != before


def start_again() -> None:
    """Become a new process with the same command line. What is open is closed by the system."""
    os.execv(sys.executable, [sys.executable, "-m", "etabli", *sys.argv[1:]])


def _dates(source: Path) -> dict[Path, int]:
    found = {}
    for path in source.rglob("*"):
        if path.suffix in KINDS:
            try:
                found[path] = path.stat().st_mtime_ns
            except FileNotFoundError:  # an editor is saving it
                continue
    return found
