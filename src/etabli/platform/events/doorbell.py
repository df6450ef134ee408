"""The doorbell: wakes whoever reads the log, at most every 25 ms per process.

NOTIFY inside each transaction would serialise commits (measured 3 980 to 940 a second), so
the transaction only writes its event; after it commits, one thread rings for all.
"""

import threading

import psycopg
from django.db import DatabaseError, connection

CHANNEL = "etabli_bell"
QUIET = 0.025  # seconds


class Doorbell:
    """Rings on a connection of its own; starts its thread when first pressed."""

    def __init__(self) -> None:
        self._pressed = threading.Event()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def press(self) -> None:
        """Ask for a ring soon. Returns at once, and never raises."""
        self._pressed.set()
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="doorbell", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while self._pressed.wait(timeout=30):
            self._pressed.clear()
            try:
                self._notify()
            except (psycopg.Error, DatabaseError):
                # Readers also look by themselves every few seconds: a lost ring only delays.
                connection.close()
            threading.Event().wait(QUIET)
        connection.close()

    def _notify(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")


_doorbell = Doorbell()


def ring() -> None:
    """Tell listeners that the log has grown."""
    _doorbell.press()
