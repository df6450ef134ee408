"""Streams: how long from a comment to the first and to the last of those who listen."""

import resource
import time
from collections.abc import Callable, Iterator

from bench.ears import Crowd
from bench.faults import Fault
from bench.measuring import Figure, figure
from bench.sessions import signed_in
from bench.stage import Stage
from bench.workloads.writing import say

ROUNDS = 12
LONGER = 3.0  # times what one figure may take, that comments are heard of
SETTLE = 2.0  # seconds at most between the last stream that opened and the first comment
BETWEEN = 0.4  # seconds between two comments
PATIENCE = 30.0
MANY = 1000
"""Streams from which on what one weighs can be told from chance."""
SPARE = 1000
"""File descriptors of ours that are no streams."""


def listening(
    stage: Stage, streams: int, tell: Callable[[str], None]
) -> Iterator[tuple[str, Figure]]:
    """Comments, and when they were heard of; then what a stream weighs."""
    _open_many_files(streams + SPARE)
    stage.crowd[0].get(stage.places.home)  # what a first page loads is no weight of streams
    with signed_in(stage.listeners[:streams]) as sessions:
        crowd = Crowd(stage.network.port, sessions, stage.places.topic, streams, tell)
        before, began = stage.network.memory(), time.monotonic()
        try:
            crowd.open()
            opened = time.monotonic() - began
            time.sleep(min(SETTLE, stage.seconds))
            weight = (stage.network.memory() - before) * 1024 / streams
            yield f"{streams} streams opened", Figure(round(opened, 2), unit="s")
            yield from _rounds(stage, crowd)
            if streams >= MANY:
                yield f"kB a stream, of {streams}", Figure(round(weight, 1), unit="kB")
        finally:
            crowd.close()


def _rounds(stage: Stage, crowd: Crowd) -> Iterator[tuple[str, Figure]]:
    """From the answer to who wrote, to the first and to the last who heard."""
    first: list[float] = []
    last: list[float] = []
    cpu, until = stage.network.cpu(), time.monotonic() + LONGER * stage.seconds
    while len(last) < ROUNDS and (not last or time.monotonic() < until):
        crowd.listen()
        say(stage.crowd[0], stage.places.heard)
        wrote = time.perf_counter()
        if not crowd.all_heard.wait(PATIENCE):
            raise Fault(f"{len(crowd.heard)} of {crowd.streams} heard, {crowd.lost} were closed")
        first.append(max(0.0, crowd.heard[0] - wrote))
        last.append(max(0.0, crowd.heard[-1] - wrote))
        time.sleep(BETWEEN)
    spent = 1000 * (stage.network.cpu() - cpu) / len(last)
    yield f"first of {crowd.streams} listeners", figure(first)
    yield f"last of {crowd.streams} listeners", figure(last, cpu=spent)


def _open_many_files(wanted: int) -> None:
    """Take as many descriptors as streams need. Raises Fault where the system has fewer."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise Fault(f"{wanted} files must be open at once, the system allows {hard} (ulimit -Hn)")
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
