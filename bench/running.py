"""The order of a run: the organisation, the served application, each kind of work."""

import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.clients import Browser
from bench.faults import Fault
from bench.measuring import Figure
from bench.organisation.audiences import audiences_of
from bench.organisation.completing import complete
from bench.organisation.making import make
from bench.organisation.people import LISTENERS, READER
from bench.organisation.sizes import Size
from bench.organisation.spaces import TABLE
from bench.recording import Record
from bench.serving import Served, served
from bench.sessions import cookies_of
from bench.stage import Stage
from bench.workloads.floors import floors
from bench.workloads.listening import listening
from bench.workloads.pages import at_once, pages
from bench.workloads.places import find_places
from bench.workloads.searching import searching
from bench.workloads.writing import writing
from etabli.platform.spaces.models import Membership
from etabli.site.server import Server

Say = Callable[[str], None]
Work = Callable[[], Iterator[tuple[str, Figure]]]
MADE = "bench-organisation"
CROWD = 8
"""People who ask and write at once."""
QUIET = 3.0  # seconds after the start, before memory is looked at


def organisation(server: Server, size: Size, data: Path, say: Say) -> None:
    """Make the organisation, unless an earlier run did; then add what that one lacked."""
    if not (data / MADE).exists():
        began = time.monotonic()
        make(server, size, say)
        (data / MADE).write_text(size.name)
        say(f"made in {time.monotonic() - began:.0f} s")
    complete(server, size, data / MADE, say)


def facts_of(size: Size) -> dict[str, object]:
    """What the organisation is."""
    return {
        "people": size.people,
        "spaces": size.spaces,
        "items": size.items,
        "comments": size.comments,
        "audiences": {name: audiences_of(person) for name, person in _readers(size).items()},
    }


def measure_all(data: Path, size: Size, options: Namespace, record: Record) -> None:
    """Every figure, in the order of the report. One kind of work that fails stops no other."""
    with served(data, options.port) as network:
        time.sleep(min(QUIET, options.seconds))
        started = Figure(round(network.started_in, 2), unit="s")
        record.keep("start, warm", started)
        record.keep("memory, idle", Figure(round(network.memory(), 1), unit="MB"))
        stage = _stage(network, size, options.seconds)
        for name, work in _kinds(stage, options, record.say).items():
            if options.only in name or name == "floors":
                _do(name, work, record)
        record.keep("memory, at the end", Figure(round(network.memory(), 1), unit="MB"))


def _do(name: str, work: Work, record: Record) -> None:
    try:
        for found, number in work():
            record.keep(found, number)
    except Fault as fault:
        record.failed(name, str(fault))
    except Exception as error:
        record.failed(name, f"{type(error).__name__}: {error}")


def _stage(network: Served, size: Size, seconds: float) -> Stage:
    readers = {
        name: Browser(network.port, cookies_of(person)) for name, person in _readers(size).items()
    }
    first = READER + len(readers)
    # Who comments is in the space: its readers from outside may not.
    inside = Membership.objects.filter(space=TABLE, person__gte=first).order_by("person")
    writers = inside.values_list("person", flat=True)[:CROWD]
    crowd = [Browser(network.port, cookies_of(person)) for person in writers]
    listeners = list(range(first, first + LISTENERS))
    return Stage(network, readers, crowd, listeners, find_places(size), seconds)


def _readers(size: Size) -> dict[str, int]:
    """The readers by their names: the first of all people."""
    return {name: READER + place for place, name in enumerate(size.readers)}


def _kinds(stage: Stage, options: Namespace, say: Say) -> dict[str, Work]:
    return {
        "floors": partial(floors, stage),
        "pages": partial(pages, stage),
        "at once": partial(at_once, stage),
        "search": partial(searching, stage),
        "writing": partial(writing, stage),
        **{
            f"listening {count}": partial(listening, stage, count, say) for count in options.streams
        },
    }
