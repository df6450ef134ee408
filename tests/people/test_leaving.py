"""Deactivating, bringing back, administering."""

from collections.abc import Callable

import pytest
from django.test import Client

from etabli.platform.access.models import AudienceMember
from etabli.platform.db.identity import acting
from etabli.platform.events.models import Event
from etabli.platform.people.leaving import deactivate, reactivate
from etabli.platform.people.models import Account, Person
from etabli.platform.people.promoting import demote, promote
from etabli.platform.people.refusal import PersonRefusal
from tests.world import World

Browse = Callable[..., Client]


def test_an_administrator_closes_the_house_to_somebody(world: World, browse: Browse) -> None:
    chloe = browse(world.chloe)
    ben = browse(world.ben)
    assert ben.get("/moi/").status_code == 200
    chloe.post(f"/personnes/{world.ben.uid}/depart/")
    assert ben.get("/moi/").status_code == 302
    assert "Ben Roy" in chloe.get("/maison/departs/").content.decode()
    assert not AudienceMember.objects.filter(person=world.ben).exists()
    with acting(world.ben):
        assert list(Person.objects.exclude(pk=world.ben.pk)) == []
    told = Event.objects.get(verb="person_deactivated")
    assert (told.actor_id, told.person_id) == (world.chloe.pk, world.ben.pk)

    chloe.post(f"/personnes/{world.ben.uid}/retour/")
    world.ben.refresh_from_db()
    assert world.ben.active
    assert Account.objects.get(person=world.ben).is_active
    assert AudienceMember.objects.filter(person=world.ben).exists()


def test_the_last_administrator_stays(world: World, browse: Browse) -> None:
    for verb in (deactivate, demote):
        with pytest.raises(PersonRefusal):
            verb(world.chloe, by=None)
    chloe = browse(world.chloe)
    chloe.post(f"/personnes/{world.chloe.uid}/depart/")
    page = chloe.get(f"/personnes/{world.chloe.uid}/").content.decode()
    assert "Confiez d’abord l’administration" in page
    promote(world.ana, by=world.chloe)
    demote(world.chloe, by=world.ana)
    world.chloe.refresh_from_db()
    assert not world.chloe.is_admin


def test_guests_do_not_administer(world: World) -> None:
    with pytest.raises(PersonRefusal):
        promote(world.guy, by=None)
    deactivate(world.ben, by=None)
    with pytest.raises(PersonRefusal):
        promote(world.ben, by=None)


def test_only_administrators_close_and_name(world: World) -> None:
    for verb in (deactivate, reactivate, promote, demote):
        with pytest.raises(PersonRefusal):
            verb(world.dan, by=world.ana)


def test_doing_it_twice_says_it_once(world: World) -> None:
    deactivate(world.ben, by=None)
    deactivate(world.ben, by=None)
    assert Event.objects.filter(verb="person_deactivated").count() == 1
