"""Waiting for the doorbell."""

import threading
import time
from types import TracebackType
from typing import Any, Self

import psycopg

from etabli.platform.events.doorbell import CHANNEL
from etabli.platform.events.lines import address

SLICE = 0.5  # seconds between two looks at whether to stop


class Bell:
    """A connection of its own that hears the doorbell. Without it, waiting is only slower."""

    def __init__(self) -> None:
        self._line: psycopg.Connection[Any] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._hang_up()

    def wait(self, seconds: float, stop: threading.Event) -> None:
        """Return when the bell has rung, when the time is over, or when told to stop."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not stop.is_set():
            if self._rang(min(left, SLICE), stop):
                return

    def listen(self) -> bool:
        """Pick up, before looking at what there is: what comes after is heard.

        True when the line was down until now. Raises psycopg.Error.
        """
        down = self._line is None or self._line.closed
        if down:
            self._line = psycopg.connect(autocommit=True, **address())
            self._line.execute(f"LISTEN {CHANNEL}")
        return down

    def _rang(self, seconds: float, stop: threading.Event) -> bool:
        if self._line is None:
            stop.wait(seconds)
            return False
        try:
            return any(True for _ in self._line.notifies(timeout=seconds, stop_after=1))
        except psycopg.Error:
            self._hang_up()
            return False

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None
