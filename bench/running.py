"""The order of a run: the organisation, the served application, each kind of work."""

import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.clients import Browser, cookies_of
from bench.measuring import Figure
from bench.organisation.making import audiences_of, make
from bench.organisation.people import LISTENERS
from bench.organisation.sizes import Size
from bench.serving import Served, served
from bench.workloads.floors import floors
from bench.workloads.listening import listening
from bench.workloads.pages import at_once, pages
from bench.workloads.places import find_places
from bench.workloads.searching import searching
from bench.workloads.writing import writing
from etabli.site.server import Server

Say = Callable[[str], None]
Figures = dict[str, Figure]
MADE = "bench-organisation"
QUIET = 3.0  # seconds after the start, before memory is looked at


def organisation(server: Server, size: Size, data: Path, say: Say) -> None:
    """Make the organisation, unless an earlier run did."""
    if not (data / MADE).exists():
        began = time.monotonic()
        make(server, size, say)
        (data / MADE).write_text(size.name)
        say(f"made in {time.monotonic() - began:.0f} s")


def measure_all(
    data: Path, size: Size, options: Namespace, say: Say
) -> tuple[Figures, dict[str, object]]:
    """Every figure, in the order of the report, and what the organisation is."""
    readers = dict(zip(size.readers, range(1, len(size.readers) + 1), strict=True))
    facts: dict[str, object] = {
        "people": size.people,
        "spaces": size.spaces,
        "items": size.items,
        "comments": size.comments,
        "audiences": {name: audiences_of(person) for name, person in readers.items()},
    }
    figures: Figures = {}
    with served(data, options.port) as network:
        time.sleep(QUIET)
        figures["start, warm"] = Figure(round(network.started_in * 1000), 0, 0)
        figures["memory, idle"] = Figure(round(network.memory(), 1), 0, 0)
        for name, found in _work(network, readers, options):
            say(f"{name}: {found.p50:g} ms")
            figures[name] = found
    return figures, facts


def _work(
    network: Served, readers: dict[str, int], options: Namespace
) -> Iterator[tuple[str, Figure]]:
    cookies = {name: cookies_of(person) for name, person in readers.items()}
    browsers = {name: Browser(network.port, each) for name, each in cookies.items()}
    first = next(iter(readers))
    crowd = [cookies_of(person) for person in range(len(readers) + 1, len(readers) + LISTENERS + 1)]
    places = find_places()
    yield from floors(network, browsers[first], cookies[first], readers[first]).items()
    kinds: dict[str, Callable[[], Iterator[tuple[str, Figure]]]] = {
        "pages": lambda: pages(network, browsers, places),
        "at once": lambda: at_once(network, crowd, places),
        "search": lambda: searching(network, browsers),
        "writing": lambda: writing(network, crowd, places),
        **{
            f"listening {count}": lambda count=count: listening(network, crowd, places, count)
            for count in options.streams
        },
    }
    for name, work in kinds.items():
        if options.only in name:
            yield from work()
