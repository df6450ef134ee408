"""How long, how much CPU, how many a second."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import quantiles

from bench.clients import Browser
from bench.serving import Served

WARM = 5
"""Askings before the first that counts; fewer when they take a third of the time there is."""


@dataclass(frozen=True)
class Figure:
    """``p50`` to ``p99``: in ``unit``, milliseconds for most. ``cpu``, ``database_cpu``:
    milliseconds of CPU each asking costs our processes and PostgreSQL. ``rate``: a second.
    ``size``: bytes. ``times``: how many were asked for.
    """

    p50: float
    p95: float = 0.0
    p99: float = 0.0
    cpu: float = 0.0
    database_cpu: float = 0.0
    rate: float = 0.0
    size: int = 0
    times: int = 1
    unit: str = "ms"


def repeat(
    ask: Callable[[int], int], times: int, seconds: float, network: Served | None = None
) -> Figure:
    """Ask one after the other, while there is time; ``ask`` takes the number of the asking and
    gives bytes.
    """
    warm = _warm(ask, seconds / 3)
    before = _spent(network)
    took: list[float] = []
    size, began = 0, time.perf_counter()
    while len(took) < times and (not took or time.perf_counter() - began < seconds):
        start = time.perf_counter()
        size = ask(warm + len(took))
        took.append(time.perf_counter() - start)
    lasted = time.perf_counter() - began
    ours, database = _since(before, network, len(took))
    return figure(took, cpu=ours, database_cpu=database, rate=len(took) / lasted, size=size)


def crowd(
    browsers: Sequence[Browser],
    ask: Callable[[Browser, int], object],
    each: int,
    seconds: float,
    network: Served,
) -> Figure:
    """All browsers at once, ``each`` askings a browser while there is time."""
    before, began = _spent(network), time.perf_counter()

    def walk(browser: Browser) -> list[float]:
        took: list[float] = []
        while len(took) < each and (not took or time.perf_counter() - began < seconds):
            start = time.perf_counter()
            ask(browser, len(took))
            took.append(time.perf_counter() - start)
        return took

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
    return Figure(p50, p95, p99, **rounded, size=int(more.get("size", 0)), times=len(took))


def _warm(ask: Callable[[int], int], seconds: float) -> int:
    """How often it was asked for before it counts."""
    began = time.perf_counter()
    for n in range(WARM):
        ask(n)
        if time.perf_counter() - began > seconds:
            return n + 1
    return WARM


def _spent(network: Served | None) -> tuple[float, float]:
    return (network.cpu(), network.database_cpu()) if network else (0.0, 0.0)


def _since(before: tuple[float, float], network: Served | None, times: int) -> tuple[float, float]:
    now = _spent(network)
    return 1000 * (now[0] - before[0]) / times, 1000 * (now[1] - before[1]) / times
