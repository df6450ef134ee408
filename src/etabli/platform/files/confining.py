"""Handing bytes nobody trusts to a process of little memory, little time and no network."""

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

LAUNCHER = Path(__file__).with_name("confined.py")
TIME = 45  # seconds; its own limit of processor time comes first, but on a busy machine
# Two at a time: each may take a few hundred megabytes for a moment.
_turn = threading.BoundedSemaphore(2)


def said_by(script: Path, *arguments: str | Path, time: float = TIME) -> dict[str, Any]:
    """What a script answered; ``{"refused": "heavy"}`` when it had to be stopped.

    ``time``: seconds after which it is killed.
    """
    command = [sys.executable, "-I", str(LAUNCHER), str(script), *map(str, arguments)]
    with _turn:
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=time,
                env={},
            )
        except subprocess.TimeoutExpired:
            return {"refused": "heavy"}
    # Killed by its own limits, it says nothing.
    if done.returncode != 0 or not done.stdout:
        return {"refused": "heavy"}
    said: dict[str, Any] = json.loads(done.stdout)
    return said
