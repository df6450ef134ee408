"""Who hears of an item."""

import pytest

from etabli.platform.items.models import Follow, Vote
from tests.items.talk import HTMX, said


@pytest.fixture
def item(world):
    return world.make("questions", world.roads, world.ana, title="Quel sable ?")


def followers(item):
    rows = Follow.objects.filter(item=item, muted=False).select_related("person")
    return {row.person.name.split()[0] for row in rows}


def test_authors_commenters_and_those_mentioned_follow_without_asking(world, browse, item):
    assert followers(item) == {"Ana"}
    said(browse(world.ben), item, "Voyons avec @Dan Weiss")
    assert followers(item) == {"Ana", "Ben", "Dan"}


def test_who_hears_no_more_of_it_is_not_brought_back_by_a_mention(world, browse, item):
    browse(world.dan).post(f"/fiches/{item.uid}/suivi/", {"wish": "mute"})
    said(browse(world.ben), item, "Voyons avec @Dan Weiss")
    assert "Dan" not in followers(item)
    browse(world.dan).post(f"/fiches/{item.uid}/suivi/", {"wish": "follow"})
    assert "Dan" in followers(item)


def test_following_and_no_longer(world, browse, item):
    dan, path = browse(world.dan), f"/fiches/{item.uid}/suivi/"
    assert (
        'aria-pressed="true"' in dan.post(path, {"wish": "follow"}, headers=HTMX).content.decode()
    )
    assert dan.post(path, {"wish": "none"})["Location"] == f"/fiches/{item.uid}/"
    assert "Dan" not in followers(item)
    for wish in ("", "all", "FOLLOW"):
        assert dan.post(path, {"wish": wish}).status_code == 404


def test_supporting_is_counted_once(world, browse, item):
    ben, path = browse(world.ben), f"/fiches/{item.uid}/soutien/"
    ben.post(path)
    ben.post(path)
    assert Vote.objects.count() == 1
    page = browse(world.dan).post(path, headers=HTMX).content.decode()
    assert "2" in page
    ben.post(path, {"off": "1"})
    assert Vote.objects.get().person_id == world.dan.pk
