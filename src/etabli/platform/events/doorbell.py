"""The doorbell: wakes whoever reads the log, at most every 25 ms per process.

NOTIFY inside each transaction would serialise commits (measured 3 980 to 940 a second), so
the transaction only writes its event; after it commits, one thread rings for all.
"""

import threading
import time

from django.db import Error, connection

CHANNEL = "etabli_bell"
QUIET = 0.025  # seconds between two rings
IDLE = 30  # seconds without a ring after which the connection is let go


class Doorbell:
    """Rings on a connection of its own; starts its thread when first pressed."""

    def __init__(self) -> None:
        self._pressed = threading.Event()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def press(self) -> None:
        """Ask for a ring soon. Returns at once, and never raises."""
        with self._starting:
            self._pressed.set()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="doorbell", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while self._wait():
            self._pressed.clear()
            # A line that was cut since the last time is only known by trying it.
            if not self._rang():
                self._rang()
            time.sleep(QUIET)
        connection.close()

    def _wait(self) -> bool:
        """Wait to be pressed. False, and the thread is given up, when nobody does for long."""
        if self._pressed.wait(IDLE):
            return True
        with self._starting:
            if not self._pressed.is_set():
                self._thread = None
                return False
        return True

    def _rang(self) -> bool:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"NOTIFY {CHANNEL}")
        except Error:
            # Readers also look by themselves every few seconds: a lost ring only delays.
            connection.close()
            return False
        return True


_doorbell = Doorbell()


def ring() -> None:
    """Tell listeners that the log has grown."""
    _doorbell.press()
