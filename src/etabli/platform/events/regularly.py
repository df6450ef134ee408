"""What is done every so often, events or not: letters put off, things to forget."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db import DatabaseError, connection

Task = Callable[[], object]

log = structlog.get_logger(__name__)


@dataclass
class Regular:
    """A task, how many seconds apart, and when it is due again on this process's clock."""

    name: str
    seconds: float
    run: Task
    due: float = 0.0


_tasks: dict[str, Regular] = {}


def regularly(*, seconds: float) -> Callable[[Task], Task]:
    """Run a function in the worker, first at its start and then every so many seconds.

    Every worker runs it: two at once must do no harm. Five seconds is the finest grain.
    """

    def declared(task: Task) -> Task:
        name = f"{task.__module__}.{task.__name__}"
        _tasks[name] = Regular(name, seconds, task)
        return task

    return declared


def run_due(stop: threading.Event) -> None:
    """Run the tasks whose time has come. One that fails is logged, and tried at its next time.

    None is begun once ``stop`` is set. Raises DatabaseError when the database is away: the
    worker waits for it.
    """
    for task in list(_tasks.values()):
        if stop.is_set():
            return
        if time.monotonic() < task.due:
            continue
        task.due = time.monotonic() + task.seconds
        try:
            task.run()
        except DatabaseError:
            if not connection.is_usable():
                raise
            log.exception("worker.regular", task=task.name)
        except Exception:
            log.exception("worker.regular", task=task.name)
