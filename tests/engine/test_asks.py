"""Who keeps leave? The house answers in the browser; who reads follows, never too wide."""

import pytest
from django.db import connection
from django.test import Client

from etabli.platform.awaited.models import Awaiting
from etabli.platform.db.identity import acting
from etabli.platform.engine.registry import get
from etabli.platform.engine.rights.asks import answer
from etabli.platform.events.worker import Worker
from etabli.platform.items.models import Item, ItemPart, Revision
from etabli.platform.people.models import Person, Unit
from etabli.platform.spaces.models import Membership, Rank, SpaceApp
from tests.world import World

PERIOD = {"start": "2027-03-01", "end": "2027-03-05"}
QUESTION = "Qui tient les congés ?"


def let_the_worker_work() -> None:
    working = Worker()
    while working.work():
        pass


def address(world: World) -> str:
    return f"/espaces/{world.council.uid}/reglages/apps/leave/"


def say(owner: Client, world: World, unit: Unit | None, **more: str) -> object:
    return owner.post(address(world), {"keepers": str(unit.uid) if unit else "", **more})


def sees(reader: Client, item: Item) -> bool:
    return reader.get(f"/fiches/{item.uid}/").status_code == 200


@pytest.fixture
def town() -> Unit:
    """Dan and Chloé are in it."""
    return Unit.objects.get(name="Mairie", parent=None)


@pytest.fixture
def asked(world: World) -> Item:
    """Ben's leave in Council, where nobody keeps leave yet. Dan and Chloé are not in it."""
    return world.make("leave", world.council, world.ben, period=PERIOD, kind="child", note="Otite")


def test_until_it_is_answered_the_app_says_what_that_means(world: World, browse) -> None:
    page = browse(world.ana).get(f"/espaces/{world.council.uid}/leave/").content.decode()
    assert QUESTION in page
    assert "seul le responsable de chacun décide" in page
    assert address(world) in page
    assert (
        QUESTION
        not in browse(world.ben).get(f"/espaces/{world.council.uid}/leave/").content.decode()
    )


def test_whoever_is_named_reads_and_is_awaited(world: World, browse, asked: Item) -> None:
    works = Unit.objects.create(name="Gestion")
    works.path = [works.pk]
    works.save()
    world.dan.unit = works
    world.dan.save()
    ana, dan = browse(world.ana), browse(world.dan)
    Person.objects.filter(pk=world.ben.pk).update(manager=None)
    before = say(ana, world, works)
    assert before.status_code == 200
    assert "1 fiche déjà là" in before.content.decode()
    assert not sees(dan, asked)
    assert say(ana, world, works, confirmed="1").status_code == 302
    let_the_worker_work()
    page = dan.get(f"/fiches/{asked.uid}/").content.decode()
    assert "Otite" in page
    assert Awaiting.objects.get(item=asked).who.grants.get().target == works.pk
    assert QUESTION not in ana.get(f"/espaces/{world.council.uid}/leave/").content.decode()
    moved = dan.post(f"/fiches/{asked.uid}/etapes/approve/", {"version": asked.version})
    assert moved.status_code == 302


def test_another_answer_shuts_the_first_out_at_once(
    world: World, browse, asked: Item, town: Unit
) -> None:
    ana, dan = browse(world.ana), browse(world.dan)
    say(ana, world, town, confirmed="1")
    let_the_worker_work()
    assert sees(dan, asked)
    assert say(ana, world, None).status_code == 302
    assert not sees(dan, asked)
    assert sees(browse(world.ben), asked)
    with acting(world.dan):
        assert not Item.objects.filter(pk=asked.pk).exists()
        assert not ItemPart.objects.exists()
        assert not Revision.objects.filter(item=asked).exists()
    let_the_worker_work()
    assert not sees(dan, asked)
    ben = browse(world.ben).get(f"/fiches/{asked.uid}/").content.decode()
    assert "Otite" in ben


def test_switching_the_app_off_takes_its_answers_along(
    world: World, browse, asked: Item, town: Unit
) -> None:
    ana = browse(world.ana)
    say(ana, world, town, confirmed="1")
    let_the_worker_work()
    apps = f"/espaces/{world.council.uid}/reglages/apps/"
    ana.post(apps, {"app": ["tasks"]})
    assert not sees(browse(world.dan), asked)
    back = ana.post(apps, {"app": ["tasks", "leave"]})
    assert back["Location"] == address(world)
    let_the_worker_work()
    assert not sees(browse(world.dan), asked)


def test_only_an_owner_answers(world: World, browse, asked: Item, town: Unit) -> None:
    """Naming oneself would open every request of the past."""
    Membership.objects.filter(space=world.council, person=world.ben).update(rank=Rank.ANIMATOR)
    ben = browse(world.ben)
    page = ben.get(address(world)).content.decode()
    assert "seule une personne propriétaire" in page
    assert say(ben, world, town, confirmed="1").status_code == 404
    assert SpaceApp.objects.get(space=world.council, app="leave").asks == {}
    assert browse(world.dan).get(address(world)).status_code == 404


def test_what_is_not_in_the_list_is_said_beside_the_field(world: World, browse) -> None:
    ana = browse(world.ana)
    for wrong in ("Mairie", str(world.ben.uid), "\0"):
        said = ana.post(address(world), {"keepers": wrong})
        assert said.status_code == 422
        assert "Choisissez dans la liste" in said.content.decode()


def test_the_door_only_takes_away(world: World, asked: Item, town: Unit) -> None:
    """Somebody who runs nothing there changes nothing, however she asks."""
    world.forget()
    with acting(world.ana):
        answer(get("leave"), world.council, {"keepers": town.pk}, by=world.ana)
    let_the_worker_work()
    before = Item.objects.get(pk=asked.pk).audience_id
    with acting(world.dan), connection.cursor() as cursor:
        cursor.execute(
            "SELECT engine_narrow(%s, 'leave', %s, %s)", [world.council.pk, before, before]
        )
        cursor.execute("SELECT engine_written(%s, 'leave')", [world.council.pk])
        assert cursor.fetchone()[0] == 0
    narrow = Item.objects.get(pk=asked.pk).audience_id
    with acting(world.ana), connection.cursor() as cursor:
        cursor.execute(
            "SELECT engine_narrow(%s, 'leave', %s, %s)",
            [world.council.pk, before, world.roads.readers_id],
        )
    assert Item.objects.get(pk=asked.pk).audience_id == before == narrow
