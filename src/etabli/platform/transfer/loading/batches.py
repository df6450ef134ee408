"""Long readings, cut into batches."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in their order, ``size`` at a time."""
    waiting = iter(things)
    while batch := list(islice(waiting, size)):
        yield batch
