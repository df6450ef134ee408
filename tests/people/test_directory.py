"""The directory: found by any word, and only whom one may see."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from etabli.platform.db.identity import acting
from etabli.platform.directory.screens.chart import WIDEST
from etabli.platform.directory.seeing import people_seen_by
from etabli.platform.items.models import Item
from etabli.platform.people.changing import change_profile
from etabli.platform.people.leaving import deactivate
from etabli.platform.people.models import Person
from etabli.platform.profiles.presence import be
from etabli.platform.profiles.saying import Given, say
from tests.world import World

Browse = Callable[..., Client]


def names(browser: Client, query: str = "") -> set[str]:
    text = browser.get(f"/personnes/{query}").content.decode()
    return {
        name
        for name in ("Ana Diaz", "Ben Roy", "Chloé Petit", "Dan Weiss", "Guy Moreau")
        if name in text.split('id="people"')[1]
    }


def test_members_find_everybody_by_any_word(world: World, browse: Browse) -> None:
    dan = browse(world.dan)
    assert len(names(dan)) == 5
    assert names(dan, "?q=CHLOE") == {"Chloé Petit"}
    assert names(dan, "?q=directrice") == {"Ana Diaz"}
    assert names(dan, "?q=services+ana") == {"Ana Diaz"}
    assert names(dan, "?q=moreau") == {"Guy Moreau"}
    assert names(dan, "?kind=guest") == {"Guy Moreau"}
    assert names(dan, f"?unit={world.ben.unit.uid}") == {"Ana Diaz", "Ben Roy"}
    assert "Personne à ce nom" in dan.get("/personnes/?q=zzz").content.decode()


def test_guests_find_their_companions_only(world: World, browse: Browse) -> None:
    guy = browse(world.guy)
    assert names(guy) == {"Ana Diaz", "Ben Roy", "Guy Moreau"}
    assert names(guy, "?q=dan") == set()
    for hidden in (world.dan, world.chloe):
        unknown = "00000000-0000-7000-8000-000000000000"
        assert guy.get(f"/personnes/{hidden.uid}/").status_code == 404
        assert guy.get(f"/personnes/{unknown}/").status_code == 404
    assert guy.get("/unites/").status_code == 404


def test_a3_choices_offered_to_a_guest_are_companions_without_addresses(
    world: World, browse: Browse
) -> None:
    guy, dan = browse(world.guy), browse(world.dan)
    for asked in ("an", "da", "di", "ch", "mo", "test", "@montreval", "ana@"):
        text = guy.get("/personnes/choix/", {"q": asked}).content.decode()
        assert "Dan Weiss" not in text
        assert "Chloé Petit" not in text
        assert "@" not in text
        assert "@" not in dan.get("/personnes/choix/", {"q": asked}).content.decode()
    assert "Ana Diaz" in guy.get("/personnes/choix/?q=ana").content.decode()
    assert "Dan Weiss" in dan.get("/personnes/choix/?q=dan").content.decode()


def test_choices_need_two_signs_and_end(world: World, browse: Browse) -> None:
    Person.objects.bulk_create(Person(name=f"Zoé {n}", sort_key=f"zoe {n}") for n in range(30))
    dan = browse(world.dan)
    assert "combo__o" not in dan.get("/personnes/choix/?q=z").content.decode()
    assert dan.get("/personnes/choix/?q=zoe").content.decode().count("combo__o") == 8


def test_c14_choices_are_not_for_scraping(world: World, browse: Browse) -> None:
    dan = browse(world.dan)
    with time_machine.travel(timezone.now(), tick=False):
        statuses = {dan.get("/personnes/choix/?q=an").status_code for _ in range(245)}
    assert statuses == {200, 429}


def test_the_first_wall_and_the_second_agree(world: World) -> None:
    for person in world.people.values():
        world.forget()
        first = set(people_seen_by(person).values_list("pk", flat=True))
        with acting(person):
            second = set(Person.objects.values_list("pk", flat=True))
        assert first == second, person


def test_who_left_is_no_longer_listed(world: World, browse: Browse) -> None:
    deactivate(world.ben, by=None)
    assert "Ben Roy" not in names(browse(world.dan))
    page = browse(world.dan).get(f"/personnes/{world.ben.uid}/").content.decode()
    assert "Compte désactivé" in page


@pytest.mark.parametrize(
    "query", ["?from=x", "?from=-1", "?from=999999", "?unit=zzz", "?kind=bot", "?q=%00", "?q=%25"]
)
def test_junk_in_the_address_is_not_an_error(world: World, browse: Browse, query: str) -> None:
    assert browse(world.dan).get(f"/personnes/{query}").status_code == 200


def test_pages_of_a_long_list(world: World, browse: Browse) -> None:
    Person.objects.bulk_create(
        Person(name=f"Zoé {n:03}", sort_key=f"zoe {n:03}") for n in range(120)
    )
    dan = browse(world.dan)
    assert "1 à 50 sur 125" in dan.get("/personnes/").content.decode().replace("\xa0", " ")
    last = dan.get("/personnes/?from=100").content.decode()
    assert "Zoé 119" in last


def test_members_narrow_by_what_colleagues_say_to_them(world: World, browse: Browse) -> None:
    say(world.ben, {"skills": Given("Soudure, Élagage", "house")}, by=world.ben)
    say(world.ana, {"skills": Given("soudure", "unit"), "site": Given("Dépôt")}, by=world.ana)
    dan, ben = browse(world.dan), browse(world.ben)
    assert names(dan, "?skill=elagage") == {"Ben Roy"}
    assert names(dan, "?skill=soudure") == {"Ben Roy"}
    assert names(ben, "?skill=soudure") == {"Ana Diaz", "Ben Roy"}
    assert names(browse(world.guy), "?skill=soudure") == set()
    assert names(dan, "?site=depot&q=ana") == {"Ana Diaz"}
    page = dan.get("/personnes/").content.decode()
    assert "Élagage" in page and page.count(">Soudure<") == 1
    say(world.ana, {"skills": Given("Apnée", "unit")}, by=world.ana)
    assert "Apnée" not in dan.get("/personnes/").content.decode()
    faces = dan.get("/personnes/?view=faces&skill=soudure").content.decode()
    assert 'class="faces' in faces and "Ben Roy" in faces


def test_newcomers_are_those_of_the_last_weeks(world: World, browse: Browse) -> None:
    long_ago = timezone.now() - timedelta(days=400)
    Person.objects.update(joined_at=long_ago)
    Person.objects.filter(pk=world.dan.pk).update(joined_at=timezone.now())
    assert names(browse(world.ana), "?show=new") == {"Dan Weiss"}


def test_who_is_away_by_saying_it_or_by_granted_leave(world: World, browse: Browse) -> None:
    now = timezone.now()
    be(world.dan, "away", now + timedelta(hours=3))
    be(world.ana, "meeting", now + timedelta(hours=3))
    today = timezone.localdate()
    period = {"start": str(today - timedelta(days=1)), "end": str(today + timedelta(days=1))}
    leave = world.make("leave", world.council, world.ben, period=period, kind="annual")
    assert names(browse(world.ana), "?show=away") == {"Dan Weiss"}
    browse(world.ana).post(f"/fiches/{leave.uid}/etapes/approve/", {"version": leave.version})
    assert Item.objects.get(pk=leave.pk).state == "approved"
    assert names(browse(world.ana), "?show=away") == {"Dan Weiss", "Ben Roy"}
    # The leave is of a space that Chloé is not in: it is not for her.
    assert names(browse(world.chloe), "?show=away") == {"Dan Weiss"}
    assert names(browse(world.guy), "?show=away") == set()


def test_the_chart_opens_branch_by_branch(world: World, browse: Browse) -> None:
    change_profile(world.dan, {"manager": world.ben}, by=None)
    chloe = browse(world.chloe)
    top = chloe.get("/organigramme/").content.decode()
    # One head: her branch is open, and the one below is a click away.
    shown = top.split("<main")[1].split("</main>")[0]
    assert "Ana Diaz" in shown and "Ben Roy" in shown and "Dan Weiss" not in shown
    branch = chloe.get(
        f"/organigramme/{world.ana.uid}/",
        headers={"HX-Request": "true", "HX-Target": f"ul#under-{world.ana.uid}"},
    ).content.decode()
    assert "Ben Roy" in branch and "<main" not in branch
    page = chloe.get(f"/organigramme/{world.ben.uid}/").content.decode()
    assert page.index("Ana Diaz") < page.index("Dan Weiss")
    deactivate(world.dan, by=None)
    assert "Dan Weiss" not in chloe.get(f"/organigramme/{world.ben.uid}/").content.decode()
    assert browse(world.guy).get("/organigramme/").status_code == 404
    assert browse(world.guy).get(f"/organigramme/{world.ben.uid}/").status_code == 404
    assert chloe.get(f"/organigramme/{world.guy.uid}/").status_code == 404


def test_a_wide_branch_goes_on_at_another_page(world: World, browse: Browse) -> None:
    Person.objects.bulk_create(
        Person(name=f"Agent {n:03}", sort_key=f"agent {n:03}", manager=world.ana)
        for n in range(WIDEST + 5)
    )
    first = browse(world.dan).get(f"/organigramme/{world.ana.uid}/").content.decode()
    assert "Agent 000" in first and f"Agent {WIDEST:03}" not in first
    after = browse(world.dan).get(f"/organigramme/{world.ana.uid}/?from={WIDEST}")
    assert f"Agent {WIDEST + 4:03}" in after.content.decode()
