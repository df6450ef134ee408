"""Comments that are durable once answered: one after the other, then eight people at once."""

from collections.abc import Iterator

from bench.clients import Browser
from bench.measuring import Figure, crowd, repeat
from bench.serving import Served
from bench.workloads.places import Places

TIMES = 60
CROWD, EACH = 8, 25


def writing(
    network: Served, cookies: list[dict[str, str]], places: Places
) -> Iterator[tuple[str, Figure]]:
    """Comments under many items, as in life: nobody waits for another's item."""
    browsers = [Browser(network.port, each) for each in cookies[:CROWD]]
    for browser in browsers:
        browser.get(places.home)
    alone = repeat(lambda n: say(browsers[0], places.others[n]), TIMES, network)
    yield "comment written", alone
    wrote = crowd(
        browsers,
        lambda browser, n: say(browser, places.others[100 + browsers.index(browser) * EACH + n]),
        EACH,
        network,
    )
    yield f"comments, {CROWD} people at once", wrote


def say(browser: Browser, path: str) -> int:
    """Write a comment. Bytes of the answer."""
    return browser.post(path, {"body": "C’est noté, merci."}).size
