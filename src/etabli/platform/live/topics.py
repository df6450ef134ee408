"""What a browser may ask to be told about."""

from collections.abc import Iterable
from uuid import UUID

HOME = "home"
MOST = 200
"""Topics of one stream; a page needs a dozen, a browser has one stream for all its tabs."""

KINDS = ("item", "space")


def read_topics(words: str) -> frozenset[str]:
    """The topics of a list separated by commas or spaces; what is none is left out."""
    found = (_topic(word) for word in words.replace(",", " ").split()[: 2 * MOST])
    return frozenset(list(dict.fromkeys(topic for topic in found if topic))[:MOST])


def uids(topics: Iterable[str], kind: str) -> list[UUID]:
    """The uids of the topics of one kind."""
    start = f"{kind}:"
    return [UUID(topic[len(start) :]) for topic in topics if topic.startswith(start)]


def _topic(word: str) -> str:
    if word == HOME:
        return HOME
    kind, _, uid = word.partition(":")
    try:
        return f"{kind}:{UUID(uid)}" if kind in KINDS else ""
    except ValueError:
        return ""
