"""The directory: found by any word, and only whom one may see."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from etabli.platform.db.identity import acting
from etabli.platform.directory.seeing import people_seen_by
from etabli.platform.people.leaving import deactivate
from etabli.platform.people.models import Person
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
