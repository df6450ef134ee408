"""The titles of a document, with the address of each in its page."""

from collections.abc import Iterator
from typing import NamedTuple

from etabli.lib.richtext.reading import walk, words_of
from etabli.lib.richtext.schema import Doc
from etabli.lib.text import clean_line, sort_key

LONGEST = 60


class Heading(NamedTuple):
    """A title of a text. ``anchor`` is unique in it; ``text`` may be empty."""

    level: int
    text: str
    anchor: str


def outline(doc: Doc, prefix: str) -> list[Heading]:
    """Every title, in the order of reading. ``prefix`` begins each anchor, so that two texts of
    one page have none in common, and no title can take the name of a part of the page.
    """
    return list(_headings(doc, prefix))


def _headings(doc: Doc, prefix: str) -> Iterator[Heading]:
    taken: set[str] = set()
    for node in walk(doc):
        if node["type"] == "heading":
            text = clean_line("".join(map(words_of, node.get("content", ()))))
            yield Heading(int(node["attrs"]["level"]), text, _anchor(text, prefix, taken))


def _anchor(text: str, prefix: str, taken: set[str]) -> str:
    words = sort_key(text)[:LONGEST].replace(" ", "-")
    wanted = anchor = f"{prefix}-{words}" if words else prefix
    again = 1
    while anchor in taken:
        again += 1
        anchor = f"{wanted}-{again}"
    taken.add(anchor)
    return anchor
