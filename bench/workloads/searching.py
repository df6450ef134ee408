"""Search: a rare word, a common one, two words, the beginning of one, and while typing."""

from collections.abc import Iterator
from urllib.parse import quote

from bench.asking import asking
from bench.clients import Browser
from bench.measuring import Figure, repeat
from bench.organisation.words import COMMON, RARE
from bench.serving import Served

TIMES = 40
QUESTIONS = {
    "rare word": RARE,
    "common word": COMMON[0],
    "two words": f"{COMMON[3]} {COMMON[9]}",
    "prefix": COMMON[5][:4],
}


def searching(network: Served, browsers: dict[str, Browser]) -> Iterator[tuple[str, Figure]]:
    """The page of results, then the suggestions as one types."""
    for name, words in QUESTIONS.items():
        for reader, browser in browsers.items():
            path = f"/recherche/?q={quote(words)}"
            yield f"search, {name} [{reader}]", repeat(asking(browser, path), TIMES, network)
    for reader, browser in browsers.items():
        path = f"/recherche/suggestions/?q={quote(COMMON[5][:4])}"
        yield f"suggestions [{reader}]", repeat(asking(browser, path), TIMES, network)
