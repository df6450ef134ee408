"""What a page of the web says of itself: its title, a sentence, the name of its site."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

from etabli.lib.text import clean_line

TITLE, WORDS, SITE = 200, 300, 80
"""Characters kept of each."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?([\w-]{2,40})""", re.IGNORECASE)
_TITLES = ("og:title", "twitter:title")
_WORDS = ("og:description", "description", "twitter:description")


class PageHead(NamedTuple):
    """``title`` is '' for a page that says nothing of itself."""

    title: str
    words: str
    site: str


def page_head(body: bytes, charset: str = "") -> PageHead:
    """Read the beginning of a page. ``charset``: what its server said, if anything.

    No markup, no picture and no address comes out: plain lines alone.
    """
    found = _Head()
    found.feed(_decoded(body, charset))
    said = found.said
    title = next((said[name] for name in _TITLES if said.get(name)), found.title)
    words = next((said[name] for name in _WORDS if said.get(name)), "")
    return PageHead(
        clean_line(title, TITLE),
        clean_line(words, WORDS),
        clean_line(said.get("og:site_name", ""), SITE),
    )


def _decoded(body: bytes, charset: str) -> str:
    named = _CHARSET.search(body[:4096])
    for name in (charset, named[1].decode("ascii", "ignore") if named else "", "utf-8"):
        try:
            return body.decode(name, "replace") if name else body.decode("utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("latin-1")


class _Head(HTMLParser):
    """Listens to <title> and <meta> until <body> begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: dict[str, str] = {}
        self.title = ""
        self._in_title = self._over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._over:
            return
        self._over = tag == "body"
        self._in_title = tag == "title" and not self.title
        if tag == "meta":
            given = {name: value or "" for name, value in attrs}
            name = (given.get("property") or given.get("name") or "").lower()
            self.said.setdefault(name, given.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        self._over = self._over or tag == "head"

    def handle_data(self, data: str) -> None:
        if self._in_title and len(self.title) < TITLE * 4:
            self.title += data
