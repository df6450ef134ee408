"""No token is met by somebody who may not, anywhere; and the sweep notices when a wall falls."""

import html
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.test import Client

from etabli.platform.access.doors import InArray, visible_to
from etabli.platform.db.identity import acting
from etabli.platform.files.models import StoredFile
from etabli.platform.items.models import Comment, Item, ItemRef
from etabli.platform.spaces.models import Space
from tests import databases
from tests import world as worlds
from tests.oracles.canary import TOKEN, Canaries, answer_text, plant
from tests.world import World

# Ana may meet every token there is: her own sweep could not fail.
PERSONAS = ("nobody", "ben", "chloe", "dan", "guy")
LINK = re.compile(r'(?:href|src|action|hx-get|data-live-url)="(/[^"]*)"')
SKIPPED = ("/static/", "/compte/", "/live/")
MOST = 600


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One world for all sweeps: they only ask."""
    mark = databases.source_mark(Path(worlds.__file__).parent)
    made = databases.template("world", mark, worlds.build, databases.empty_template())
    with databases.own(made, tmp_path_factory.mktemp("house")):
        yield worlds.read()


@pytest.fixture(scope="module")
def planted(world: World) -> Canaries:
    return plant(world)


def sweep(world: World, planted: Canaries, person: str, *, enough: int = 0) -> dict[str, set[str]]:
    """Ask for everything as one person, following links; what leaked, by address.

    The address itself may hold the token that was searched for: it is no answer of ours.
    ``enough``: stop when so many addresses leaked.
    """
    browser = Client() if person == "nobody" else worlds.signed_in(world.people[person])
    browser.raise_request_exception = False
    queue, seen, leaked = list(planted.paths), set(), {}
    while queue and not (enough and len(leaked) >= enough):
        path = queue.pop()
        if path in seen or path.startswith(SKIPPED):
            continue
        seen.add(path)
        answer = browser.get(path)
        assert answer.status_code < 500, (person, path)
        text = answer_text(answer)
        echoed = set(TOKEN.findall(unquote(path)))
        if found := planted.leaks(person, html.unescape(text)) - echoed:
            leaked[path] = found
        if len(seen) < MOST:
            queue += [html.unescape(link).split("#")[0] for link in LINK.findall(text)]
    return leaked


@pytest.mark.parametrize("person", PERSONAS)
def test_nobody_meets_what_is_not_hers(
    world: World, planted: Canaries, caplog: pytest.LogCaptureFixture, person: str
) -> None:
    """Neither does whoever reads the log of her asking."""
    assert sweep(world, planted, person) == {}
    written = logging.getLogger().handlers[0].formatter
    lines = [written.format(record) for record in caplog.records] if written else []
    assert not TOKEN.findall(" ".join(lines))


def test_the_sweep_is_not_blind(world: World, planted: Canaries) -> None:
    """Each token is met by somebody it is for: otherwise its absence would prove nothing."""
    met: set[str] = set()
    browser = worlds.signed_in(world.ana)
    for path in planted.paths:
        if met >= set(planted.allowed):
            break
        met |= set(TOKEN.findall(answer_text(browser.get(path))))
    assert set(planted.allowed) - met == set()


@pytest.mark.parametrize("table", ["items_item", "items_itempart"])
def test_the_sweep_notices_a_policy_that_is_gone(
    world: World, planted: Canaries, table: str
) -> None:
    databases.as_owner(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    try:
        assert sweep(world, planted, "dan", enough=1) != {}
    finally:
        databases.as_owner(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")


@pytest.mark.parametrize("person", PERSONAS[1:])
def test_the_second_wall_holds_without_the_first(
    world: World, planted: Canaries, monkeypatch: pytest.MonkeyPatch, person: str
) -> None:
    """With every filter on audiences taken out of the code, the same rows are there."""
    with_both = _rows(world, person)
    monkeypatch.setattr(InArray, "as_sql", lambda *_: ("TRUE", ()))
    assert _rows(world, person) == with_both


def _rows(world: World, person: str) -> list[set[int]]:
    who = world.people[person]
    with acting(who):
        return [
            set(visible_to(model._default_manager.all(), who).values_list("pk", flat=True))
            for model in (Item, Comment, ItemRef, Space)
        ] + [set(StoredFile.objects.values_list("pk", flat=True))]
