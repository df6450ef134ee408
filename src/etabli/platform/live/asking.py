"""What somebody at the door asks for, and whether the question may be heard at all."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from etabli.platform.live.topics import read_topics

PATH = "/live/stream"
LONGEST_QUERY = 20_000  # bytes

Scope = MutableMapping[str, Any]


class Refused(Exception):
    """A stream that is not opened: an HTTP status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


@dataclass(frozen=True)
class Asked:
    """A request for a stream: what to be told about, since when (0: since now), as whom."""

    topics: frozenset[str]
    after: int
    session: str


def read_asked(scope: Scope) -> Asked:
    """What a request asks for. Raises Refused."""
    if scope["path"] != PATH:
        raise Refused(404, "There is nothing here.")
    if scope["method"] != "GET":
        raise Refused(405, "A stream is asked for by GET.")
    headers = _headers(scope)
    _refuse_foreign(headers)
    query = scope.get("query_string", b"")
    if len(query) > LONGEST_QUERY:
        raise Refused(414, "Too many topics for one stream.")
    given = parse_qs(query.decode("latin-1"))
    topics = read_topics(" ".join(given.get("topics", [])))
    if not topics:
        raise Refused(400, "Say what to be told about: topics=item:…,space:…,home.")
    after = headers.get("last-event-id") or given.get("after", ["0"])[-1]
    return Asked(topics, _moment(after), _session(headers))


def _headers(scope: Scope) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in scope.get("headers", []):
        known = found.get(name.decode("latin-1").lower())
        text = value.decode("latin-1")
        # Browsers may send cookies in several headers over HTTP/2.
        found[name.decode("latin-1").lower()] = f"{known}; {text}" if known else text
    return found


def _refuse_foreign(headers: dict[str, str]) -> None:
    """Only pages of this house open streams: not those of another site, nor of another name
    that leads here.
    """
    host = headers.get("host") or headers.get(":authority", "")
    if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
        raise Refused(400, "This server does not go by that name.")
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
        raise Refused(403, "Streams are for pages of this house.")
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "Streams are for pages of this house.")


def _session(headers: dict[str, str]) -> str:
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        cookie = None
    return cookie.value if cookie else ""


def _moment(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0
