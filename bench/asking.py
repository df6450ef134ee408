"""Asking for one address again and again."""

from collections.abc import Callable

from bench.clients import Browser


def asking(browser: Browser, path: str) -> Callable[[int], int]:
    """What ``measuring.repeat`` repeats: get a page, give its bytes."""
    return lambda _n: browser.get(path).size
