"""What axe finds on a screen, by the rules of WCAG 2.2 AA, and where."""

from collections.abc import Iterable, Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
THEMES = ("light", "dark")

_axe = Axe()


def faults_of(page: Page, *more: str) -> list[str]:
    """What is wrong on the page as it stands. ``more`` names tags of axe's rules besides WCAG."""
    rules = {"runOnly": {"type": "tag", "values": [*TAGS, *more]}, "resultTypes": ["violations"]}
    faults = [
        f"{found['id']} {[node['html'][:160] for node in found['nodes'][:3]]}"
        for found in _axe.run(page, options=rules).response["violations"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
        faults.append("scrolls sideways")
    return faults


def in_turn(screens: Iterable[str], first: str) -> Iterator[tuple[str, str]]:
    """Each screen and the theme to see it in, one after the other from the first.

    A run that begins in the light and one that begins in the dark, each at a width of its own,
    show both themes at both widths without showing every screen four times.
    """
    start = THEMES.index(first)
    for place, screen in enumerate(screens, start):
        yield screen, THEMES[place % 2]
