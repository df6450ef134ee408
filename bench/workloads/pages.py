"""Pages as people ask for them, one after the other, then eight people at once."""

from collections.abc import Iterator

from bench.asking import asking
from bench.clients import Browser
from bench.measuring import Figure, crowd, repeat
from bench.serving import Served
from bench.workloads.places import Places

TIMES = 60
CROWD, EACH = 8, 25


def pages(
    network: Served, browsers: dict[str, Browser], places: Places
) -> Iterator[tuple[str, Figure]]:
    """Each page as each reader gets it."""
    paths = {
        "home": places.home,
        "space": places.space,
        "item with 50 comments": places.item,
        "table, filter and sort": places.table,
        "board of 500": places.board,
        **places.calendars,
    }
    for name, path in paths.items():
        for reader, browser in browsers.items():
            yield f"{name} [{reader}]", repeat(asking(browser, path), TIMES, network)


def at_once(
    network: Served, cookies: list[dict[str, str]], places: Places
) -> Iterator[tuple[str, Figure]]:
    """Homes for eight people at once."""
    people = [Browser(network.port, each) for each in cookies[:CROWD]]
    for person in people:
        person.get(places.home)
    asked = crowd(people, lambda browser, _n: browser.get(places.home), EACH, network)
    yield f"home, {CROWD} people at once", asked
