"""Asking for one address again and again, by each reader."""

from collections.abc import Callable, Iterator

from bench.clients import Browser
from bench.measuring import Figure, repeat
from bench.stage import Stage


def asked(stage: Stage, name: str, path: str, times: int) -> Iterator[tuple[str, Figure]]:
    """A page as each reader gets it."""
    for reader, browser in stage.readers.items():
        found = repeat(asking(browser, path), times, stage.seconds, stage.network)
        yield f"{name} [{reader}]", found


def asking(browser: Browser, path: str) -> Callable[[int], int]:
    """What ``measuring.repeat`` repeats: get a page, give its bytes."""
    return lambda _n: browser.get(path).size
