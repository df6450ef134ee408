"""Listeners that may wait: mail, digests, anything slow or outside the database.

They run in the worker, each from a cursor of its own, after the transaction of the event.
"""

from collections.abc import Callable
from dataclasses import dataclass

from etabli.platform.events.models import Event

LaterListener = Callable[[Event], None]

NAME_LIMIT = 60


@dataclass(frozen=True)
class Later:
    """A function that reads the log by itself. ``name`` is what its cursor is kept under."""

    name: str
    verbs: tuple[str, ...]
    run: LaterListener


_listeners: dict[str, Later] = {}


def later(*verbs: str) -> Callable[[LaterListener], LaterListener]:
    """Run a function in the worker for each event with one of these verbs.

    It gets the event as logged, sees everything, and must ask again who may know. What it
    writes in the database happens once: its cursor moves in the same transaction. What it does
    outside may happen again after a crash. Renaming it starts it anew.

    Raises ValueError when two listeners bear the same name, or when the name is too long.
    """

    def listening(listener: LaterListener) -> LaterListener:
        module = listener.__module__.removeprefix("etabli.").removeprefix("platform.")
        name = f"{module}.{listener.__name__}"
        if name in _listeners or len(name) > NAME_LIMIT:
            raise ValueError(f"listener name taken or too long: {name}")
        _listeners[name] = Later(name, verbs, listener)
        return listener

    return listening


def later_listeners() -> list[Later]:
    """All of them, by name."""
    return sorted(_listeners.values(), key=lambda one: one.name)
