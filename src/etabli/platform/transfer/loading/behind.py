"""Writing one batch while the next is being read: PostgreSQL and Python each have a core."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any

from django.db import connection


class Behind:
    """A thread with a connection of its own, at most one step behind whoever gives it work."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "writing")
        self._step: Future[Any] | None = None

    def do(self, write: Callable[[], object]) -> None:
        """Start a step once the one before is over. Raises what that one raised."""
        self.wait()
        self._step = self._thread.submit(write)

    def wait(self) -> None:
        """Until the last step is over. Raises what it raised."""
        step, self._step = self._step, None
        if step:
            step.result()

    def __enter__(self) -> "Behind":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self.wait()
        finally:
            self._thread.submit(_hang_up)
            self._thread.shutdown()


def _hang_up() -> None:
    # Named here, in the thread: elsewhere ``connection`` is another one.
    connection.close()
