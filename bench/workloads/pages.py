"""Pages as people ask for them, one after the other, then eight people at once."""

from collections.abc import Iterator

from bench.asking import asked
from bench.measuring import Figure, crowd
from bench.stage import Stage

TIMES = 60
EACH = 25


def pages(stage: Stage) -> Iterator[tuple[str, Figure]]:
    """Each page as each reader gets it."""
    places = stage.places
    paths = {
        "home": places.home,
        "feed, older": places.older,
        "space": places.space,
        "item with 50 comments": places.item,
        "table, filter and sort": places.table,
        "board of 500": places.board,
        "calendar, month of a space": places.calendar,
        "calendar, month of a person": places.agenda,
    }
    for name, path in paths.items():
        yield from asked(stage, name, path, TIMES)


def at_once(stage: Stage) -> Iterator[tuple[str, Figure]]:
    """Homes for several people at once."""
    home = stage.places.home
    for person in stage.crowd:
        person.get(home)
    found = crowd(
        stage.crowd, lambda browser, _n: browser.get(home), EACH, stage.seconds, stage.network
    )
    yield f"home, {len(stage.crowd)} people at once", found
