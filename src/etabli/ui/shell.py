"""What the chrome of a page is made of: plain values, filled by a context processor."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Face:
    """Someone, as far as an avatar needs to know. ``photo`` is an address, '' for initials."""

    name: str
    initials: str
    hue: str = "bleu"
    url: str = ""
    is_guest: bool = False
    photo: str = ""


@dataclass(frozen=True)
class Link:
    """A place to go. `count` is what waits there; `initials` makes the mark of a space,
    `hue` with an icon the mark of an app, an icon alone a place of the house. With `live`,
    a topic, the link is asked for again from `live_url` when that changes.
    """

    label: str
    url: str
    icon: str = ""
    hue: str = ""
    initials: str = ""
    count: int = 0
    current: bool = False
    live: str = ""
    live_url: str = ""


@dataclass(frozen=True)
class Section:
    """A group of links in the side rack; `more` leaves the rail of narrow screens,
    `foot` goes to the bottom.
    """

    links: tuple[Link, ...]
    title: str = ""
    more: bool = False
    foot: bool = False


@dataclass(frozen=True)
class Walk:
    """A step of a guided walk, at the top of the screen it is about. ``following`` is the title
    of the next step, '' at the last one; ``url`` takes a POST of ``to``, the number of a step,
    0 to leave, and of ``back``.
    """

    title: str
    text: str
    at: int
    of: int
    following: str
    url: str
    back: str


@dataclass(frozen=True)
class Shell:
    """Everything around the main part of a page. An empty address hides its control.

    `dock` is the bar of phones, and `more` what its last place opens.
    `seen_url` takes a POST once the page is under somebody's eyes: at once when `seen_now`,
    and each time something changes in it.
    """

    house: str
    colour: str = ""
    person: Face | None = None
    home_url: str = "/"
    sections: tuple[Section, ...] = ()
    dock: tuple[Link, ...] = ()
    more: tuple[Link, ...] = ()
    create: tuple[Link, ...] = ()
    create_url: str = ""
    messages: Link | None = None
    notices: Link | None = None
    account: tuple[Link, ...] = ()
    search_url: str = ""
    suggest_url: str = ""
    sign_out_url: str = ""
    theme: str = ""
    theme_url: str = ""
    live_url: str = ""
    drafts_url: str = ""
    seen_url: str = ""
    seen_now: bool = False
    topics: tuple[str, ...] = ()
    walk: Walk | None = None
