"""How long, how much CPU, how many a second."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import quantiles

from bench.clients import Browser
from bench.serving import Served

WARM = 5
"""Askings before the first that counts."""


@dataclass(frozen=True)
class Figure:
    """``p50`` to ``p99``: milliseconds. ``cpu``, ``database_cpu``: milliseconds of CPU each
    asking costs our processes and PostgreSQL. ``rate``: a second. ``size``: bytes.
    """

    p50: float
    p95: float
    p99: float
    cpu: float = 0.0
    database_cpu: float = 0.0
    rate: float = 0.0
    size: int = 0


def repeat(ask: Callable[[int], int], times: int, network: Served | None = None) -> Figure:
    """Ask one after the other; ``ask`` takes the number of the asking and gives bytes."""
    for n in range(WARM):
        ask(n)
    before = _spent(network)
    took, size, began = [], 0, time.perf_counter()
    for n in range(times):
        start = time.perf_counter()
        size = ask(WARM + n)
        took.append(time.perf_counter() - start)
    lasted = time.perf_counter() - began
    ours, database = _since(before, network, times)
    return figure(took, cpu=ours, database_cpu=database, rate=times / lasted, size=size)


def crowd(
    browsers: Sequence[Browser],
    ask: Callable[[Browser, int], object],
    each: int,
    network: Served,
) -> Figure:
    """All browsers at once, ``each`` askings a browser."""

    def walk(browser: Browser) -> list[float]:
        took = []
        for n in range(each):
            start = time.perf_counter()
            ask(browser, n)
            took.append(time.perf_counter() - start)
        return took

    before, began = _spent(network), time.perf_counter()
    with ThreadPoolExecutor(len(browsers)) as threads:
        took = [one for part in threads.map(walk, browsers) for one in part]
    lasted = time.perf_counter() - began
    ours, database = _since(before, network, len(took))
    return figure(took, cpu=ours, database_cpu=database, rate=len(took) / lasted)


def figure(took: Sequence[float], **more: float) -> Figure:
    """The quantiles of some durations in seconds."""
    cuts = quantiles(took, n=100, method="inclusive") if len(took) > 1 else [took[0]] * 99
    p50, p95, p99 = (round(1000 * cuts[at], 2) for at in (49, 94, 98))
    rounded = {name: round(value, 2) for name, value in more.items() if name != "size"}
    return Figure(p50, p95, p99, **rounded, size=int(more.get("size", 0)))


def _spent(network: Served | None) -> tuple[float, float]:
    return (network.cpu(), network.database_cpu()) if network else (0.0, 0.0)


def _since(before: tuple[float, float], network: Served | None, times: int) -> tuple[float, float]:
    now = _spent(network)
    return 1000 * (now[0] - before[0]) / times, 1000 * (now[1] - before[1]) / times
