"""Asking for everything as one person: what she is answered, and which tokens were in it.

Nothing is asked twice. Behind a door that is shut (a space, a list, a fiche) each kind of
address is asked once; an address found in a page, once for each set of names it asks with.
"""

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qsl, unquote, urlsplit
from uuid import UUID

from django.test import Client
from django.urls import Resolver404, resolve

from etabli.platform.house.filling import fillings
from tests import world as worlds
from tests.oracles.canary import TOKEN, Canaries
from tests.world import World

LINK = re.compile(r'(?:href|src|action|hx-get|data-live-url)="(/[^"]*)"')
SKIPPED = ("/static/", "/compte/login", "/compte/password", "/compte/passkeys", "/live/")
DOORS = {"engine:space", "engine:list", "engine:item", "items:comment"}

Key = tuple[Any, ...]


@dataclass
class Swept:
    """What one person was told: the tokens she met, and those she should not have, by address."""

    person: str
    met: set[str] = field(default_factory=set)
    leaked: dict[str, set[str]] = field(default_factory=dict)
    asked: int = 0


@dataclass
class _Asked:
    """What need not be asked again."""

    keys: set[Key] = field(default_factory=set)
    shut: set[Key] = field(default_factory=set)

    def key(self, path: str, *, link: bool) -> Key:
        """Two addresses with the same key would be answered alike."""
        split = urlsplit(path)
        try:
            found = resolve(split.path)
        except Resolver404:
            return (path,)
        names = tuple(sorted(name for name, _value in parse_qsl(split.query)))
        place = place_of(found.kwargs)
        shut = next((place[:n] for n in (1, 2) if place[:n] in self.shut), None)
        if shut and (found.view_name not in DOORS or place in self.shut):
            return (found.view_name, names, shut)
        return (found.view_name, names, place) if link and names else (path,)

    def answered(self, path: str, status: int) -> None:
        found = resolve(urlsplit(path).path) if status == 404 and "?" not in path else None
        if found and found.view_name in DOORS:
            self.shut.add(place_of(found.kwargs))


def place_of(kwargs: dict[str, Any]) -> Key:
    """What an address is within: a thing, or a space and maybe one of its apps."""
    uids = [str(value) for value in kwargs.values() if isinstance(value, UUID)]
    return tuple([*uids[:1], kwargs["app"]] if "app" in kwargs else uids[:1])


def sweep(world: World, planted: Canaries, person: str, *, enough: int = 0) -> Swept:
    """Ask for everything as one person, following links.

    The address itself may hold the token that was searched for: it is no answer of ours.
    ``enough``: stop when so many addresses leaked.
    """
    browser = Client() if person == "nobody" else worlds.signed_in(world.people[person])
    browser.raise_request_exception = False
    queue = deque((path, False) for path in planted.paths)
    swept, asked = Swept(person), _Asked()
    seen = set(queue)
    with one_chrome():
        while queue and not (enough and len(swept.leaked) >= enough):
            path, link = queue.popleft()
            key = asked.key(path, link=link)
            if key in asked.keys or path.startswith(SKIPPED):
                continue
            asked.keys |= {key, (path,)}
            text = _ask(browser, path, swept, asked)
            look_at(swept, planted, path, text)
            links = {(html.unescape(one).split("#")[0], True): None for one in LINK.findall(text)}
            queue.extend(one for one in links if one not in seen)
            seen.update(links)
    return swept


def _ask(browser: Client, path: str, swept: Swept, asked: _Asked) -> str:
    answer = browser.get(path)
    swept.asked += 1
    assert answer.status_code < 500, (swept.person, path)
    asked.answered(path, answer.status_code)
    return answer_text(answer)


def look_at(swept: Swept, planted: Canaries, where: str, text: str) -> None:
    """Note the tokens of a text that was given to somebody."""
    echoed = set(TOKEN.findall(unquote(where)))
    found = set(TOKEN.findall(html.unescape(text))) - echoed
    swept.met |= found
    if bad := planted.leaks(swept.person, found):
        swept.leaked[where] = bad


def answer_text(answer: Any) -> str:
    """Everything an answer says: status line, headers, body."""
    body = b"".join(answer) if answer.streaming else answer.content
    headers = json.dumps(dict(answer.headers))
    return f"{answer.status_code} {headers} {body.decode('utf-8', 'replace')}"


@contextmanager
def one_chrome() -> Iterator[None]:
    """Ask once what fills the frame of pages, for each person and each place: it is the same."""
    known: dict[Key, Any] = {}

    def filled(request: Any) -> Any:
        found = request.resolver_match
        place = place_of(found.kwargs)[:1] if found else ()
        key = (request.person.pk, place if found and "space" in found.kwargs else ())
        if key not in known:
            known[key] = fillings(request)
        return known[key]

    with patch("etabli.platform.setup.shell.fillings", filled):
        yield
