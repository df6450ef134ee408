"""The worker: brings each event to the listeners that may wait.

A listener that fails on an event gets it three times; then the event is set aside with the
error, and the listener goes on. Others never notice. Several workers may run: each listener
is at one of them at a time.
"""

import signal
import threading
import time
import traceback
from dataclasses import dataclass, field

import psycopg
import structlog
from django.db import DatabaseError, connection, transaction

from etabli.platform.events import reading
from etabli.platform.events.bell import Bell
from etabli.platform.events.later import Later, later_listeners
from etabli.platform.events.models import Event, SetAside
from etabli.platform.events.regularly import run_due

TRIES = 3
PAUSES = (0.5, 2.0)  # seconds before the second and the third try
LOOK_ANYWAY = 5.0  # seconds: a lost ring only delays
BACK_OFF = (0.5, 1.0, 2.0, 5.0, 10.0)  # seconds, while the database is away
ERROR_LIMIT = 4000  # characters kept of what a listener said

log = structlog.get_logger(__name__)


def run(stop: threading.Event | None = None) -> None:
    """Work until SIGTERM or SIGINT, or until ``stop`` is set; finish the event at hand first."""
    worker = Worker(stop or _stop_at_signal())
    worker.run()


def _stop_at_signal() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


@dataclass
class Trying:
    """An event that a listener failed on: how often, and when it gets it again."""

    event_id: int
    tries: int = 0
    at: float = 0.0


@dataclass
class Worker:
    """Goes round the listeners until told to stop."""

    stop: threading.Event = field(default_factory=threading.Event)
    trying: dict[str, Trying] = field(default_factory=dict)

    def run(self) -> None:
        failures = 0
        with Bell() as bell:
            while not self.stop.is_set():
                try:
                    if bell.listen():
                        reading.settle_after_restore()
                    busy = self.work()
                    failures = 0
                except (DatabaseError, psycopg.Error) as error:
                    log.warning("worker.database", error=str(error).strip())
                    connection.close()
                    self.stop.wait(BACK_OFF[min(failures, len(BACK_OFF) - 1)])
                    failures += 1
                    continue
                if not busy:
                    bell.wait(self._pause(), self.stop)
        connection.close()

    def work(self) -> bool:
        """Bring every listener a batch, and do what is due. True when there may be more."""
        run_due(self.stop)
        busy = [self._bring(one) for one in later_listeners() if not self.stop.is_set()]
        return any(busy)

    def _bring(self, listener: Later) -> bool:
        """Bring one listener a batch, in order. True when there may be more."""
        reading.start(listener.name)
        turns = reading.pending(listener.name, listener.verbs)
        for turn in turns:
            if self.stop.is_set() or not self._one(listener, turn):
                return False
        if not turns:
            reading.catch_up(listener.name, listener.verbs)
        return bool(turns)

    def _one(self, listener: Later, turn: reading.Turn) -> bool:
        """One event: its effect and the move of the cursor in one transaction.

        False when another worker is at this listener, or when the event must wait.
        """
        if self._too_early(listener, turn.event):
            return False
        with transaction.atomic():
            if not reading.still_its_turn(turn) or not self._taken(listener, turn.event):
                return False
            reading.taken(turn)
        self.trying.pop(listener.name, None)
        return True

    def _taken(self, listener: Later, event: Event) -> bool:
        """Run the listener. True when it is over with this event, for good or for ill."""
        try:
            with transaction.atomic():
                listener.run(event)
        except Exception:
            if not connection.is_usable():
                raise
            return self._failed(listener, event)
        return True

    def _failed(self, listener: Later, event: Event) -> bool:
        trying = self.trying.get(listener.name)
        if trying is None or trying.event_id != event.pk:
            trying = self.trying[listener.name] = Trying(event.pk)
        trying.tries += 1
        log.exception("worker.failed", listener=listener.name, event_id=event.pk)
        if trying.tries < TRIES:
            trying.at = time.monotonic() + PAUSES[trying.tries - 1]
            return False
        SetAside.objects.update_or_create(
            listener=listener.name,
            event=event,
            defaults={"tries": trying.tries, "error": traceback.format_exc()[-ERROR_LIMIT:]},
        )
        return True

    def _too_early(self, listener: Later, event: Event) -> bool:
        trying = self.trying.get(listener.name)
        return bool(trying and trying.event_id == event.pk and time.monotonic() < trying.at)

    def _pause(self) -> float:
        soonest = min((one.at - time.monotonic() for one in self.trying.values()), default=60.0)
        return max(0.05, min(soonest, LOOK_ANYWAY))
