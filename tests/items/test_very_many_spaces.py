"""Somebody in very many spaces: her pages stay as light as anybody's."""

import re

from etabli.platform.db.identity import acting
from etabli.platform.engine.screens.composing import MOST_PLACES
from etabli.platform.setup.shell import MOST_SPACES
from etabli.platform.spaces.founding import found_space
from tests.world import World

MANY = 60


def test_what_is_near_is_offered_and_the_rest_is_one_press_away(world: World, browse) -> None:
    with acting(world.dan):
        made = [
            found_space(f"Chantier {n:02}", "closed", by=world.dan, apps=["publications"])
            for n in range(MANY)
        ]
    last = made[-1]
    world.make("publications", last, world.dan, title="Bonjour")
    dan = browse(world.dan)
    home = dan.get("/").content.decode()
    offered = re.search(r'<select[^>]*id="write-in".*?</select>', home, re.DOTALL).group()
    assert offered.count("<option") == MOST_PLACES
    assert f'<option value="{last.uid}" selected>' in offered
    rack = home.split("<main")[0]
    assert len(set(re.findall(r'href="/espaces/([0-9a-f-]{36})/"', rack))) == MOST_SPACES
    assert 'href="/espaces/?voir=mine"' in rack
    inside = dan.get(f"/espaces/{last.uid}/").content.decode().split("<main")[0]
    assert f'href="/espaces/{last.uid}/"' in inside
    everywhere = dan.get("/nouveau/publications/").content.decode()
    assert everywhere.count("/publications/nouveau/") >= MANY


def test_somebody_in_few_spaces_has_them_all(world: World, browse) -> None:
    rack = browse(world.ana).get("/").content.decode().split("<main")[0]
    assert 'href="/espaces/?voir=mine"' not in rack
    for space in (world.roads, world.council, world.vault):
        assert f'href="/espaces/{space.uid}/"' in rack
