"""What each part of the program adds to the chrome of pages, without being named there."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest

from etabli.ui.shell import Link, Walk


@dataclass(frozen=True)
class Filling:
    """What one part adds. An empty value adds nothing.

    ``links`` go under « Mon établi » in the side rack, ``pinned`` in a section of their own,
    ``foot`` at its bottom; ``create`` in the Create menu; ``counts`` says how many things wait
    behind an address of the rack. ``seen_url`` and ``seen_now``: see ``ui.shell.Shell``.
    """

    links: tuple[Link, ...] = ()
    pinned: tuple[Link, ...] = ()
    foot: tuple[Link, ...] = ()
    create: tuple[Link, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    messages: Link | None = None
    notices: Link | None = None
    create_url: str = ""
    search_url: str = ""
    suggest_url: str = ""
    live_url: str = ""
    drafts_url: str = ""
    seen_url: str = ""
    seen_now: bool = False
    topics: tuple[str, ...] = ()
    walk: Walk | None = None


Fills = Callable[[HttpRequest], Filling]
_fills: list[Fills] = []


def fills_shell(fills: Fills) -> Fills:
    """Have a function fill the chrome of each page of somebody signed in.

    It is called once a page, in the order of declaration: keep it to one query.
    """
    _fills.append(fills)
    return fills


def fillings(request: HttpRequest) -> list[Filling]:
    """What every part adds to this page."""
    return [fills(request) for fills in _fills]
