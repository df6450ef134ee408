"""Who comes: asked on the bench, answered in one gesture, places given in order."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from etabli.platform.attending.asking import ask_no_more
from etabli.platform.awaited.models import Awaiting
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import SpaceApp
from tests.world import World

Browse = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def calendars(world: World) -> None:
    for space in world.spaces.values():
        SpaceApp.objects.create(space=space, app="agenda", position=9)


def visit(world: World, place: str = "council", **values: object) -> Item:
    when = (timezone.now() + timedelta(days=2)).isoformat()
    given = {"title": "Visite de la halle", "when": when, **values}
    return world.make("agenda", getattr(world, place), world.ana, **given)


def say(browser: Client, item: Item, answer: str) -> str:
    page = browser.post(f"/fiches/{item.uid}/presence/", {"answer": answer}, follow=True)
    assert page.status_code == 200
    return page.content.decode()


def test_somebody_named_is_asked_on_her_bench_until_she_answers(
    world: World, browse: Browse
) -> None:
    item = visit(world, guests=[world.ben.pk])
    ben = browse(world.ben)
    bench = ben.get("/?voir=answer").content.decode()
    assert "Visite de la halle" in bench and f"/fiches/{item.uid}/presence/" in bench
    assert "vous y serez à distance" in say(ben, item, "remote")
    assert not Awaiting.objects.filter(item=item, step="attend").exists()
    assert f"/fiches/{item.uid}/presence/" not in ben.get("/").content.decode()


def test_places_are_given_in_order_and_given_back(world: World, browse: Browse) -> None:
    item = visit(world, places=1)
    ana, ben, guy = browse(world.ana), browse(world.ben), browse(world.guy)
    say(ben, item, "on_site")
    assert "complet" in say(guy, item, "on_site")
    assert "prochaine place" in guy.get(f"/fiches/{item.uid}/").content.decode()
    say(ben, item, "no")
    assert "prochaine place" not in guy.get(f"/fiches/{item.uid}/").content.decode()
    page = ana.get(f"/fiches/{item.uid}/").content.decode()
    assert "plus de place" in page


def test_whoever_may_not_see_it_may_not_answer(world: World, browse: Browse) -> None:
    item = visit(world, "vault")
    assert (
        browse(world.ben).post(f"/fiches/{item.uid}/presence/", {"answer": "no"}).status_code == 404
    )


@pytest.mark.parametrize("answer", ["", "peut-être", "waiting", "on_site\0"])
def test_other_answers_are_refused_in_words(world: World, browse: Browse, answer: str) -> None:
    item = visit(world)
    assert "rien ne vous est demandé" in say(browse(world.ben), item, answer).lower()
    assert not item.attendances.exists()


def test_what_is_over_asks_nobody_any_more(world: World, browse: Browse) -> None:
    item = visit(world, guests=[world.ben.pk])
    before = timezone.now() - timedelta(hours=3)
    Item.objects.filter(pk=item.pk).update(starts_at=before, ends_at=before)
    assert ask_no_more() == 1
    assert not Awaiting.objects.filter(item=item, step="attend").exists()
    assert "terminé" in say(browse(world.ben), item, "on_site")
