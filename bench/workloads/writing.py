"""Comments that are durable once answered: one after the other, then eight people at once."""

from collections.abc import Iterator

from bench.clients import Browser
from bench.measuring import Figure, crowd, repeat
from bench.stage import Stage

TIMES = 60
EACH = 25


def writing(stage: Stage) -> Iterator[tuple[str, Figure]]:
    """Comments under many items, as in life: nobody waits for another's item."""
    browsers, others = stage.crowd, stage.places.others

    def under(n: int) -> str:
        return others[n % len(others)]

    for browser in browsers:
        browser.get(stage.places.home)
    limits = stage.seconds, stage.network
    yield "comment written", repeat(lambda n: say(browsers[0], under(n)), TIMES, *limits)
    first = {id(browser): 100 + EACH * at for at, browser in enumerate(browsers)}
    wrote = crowd(browsers, lambda who, n: say(who, under(first[id(who)] + n)), EACH, *limits)
    yield f"comments, {len(browsers)} people at once", wrote


def say(browser: Browser, path: str) -> int:
    """Write a comment. Bytes of the answer."""
    return browser.post(path, {"body": "C’est noté, merci."}).size
