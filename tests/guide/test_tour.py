"""The tour, offered once, on one's own screens; and the help, where everybody finds it."""

import re

import pytest
from django.test import Client
from django.utils import translation

from etabli.platform.db.identity import acting
from etabli.platform.engine.registry import apps
from etabli.platform.guide.models import Tour
from etabli.platform.people.models import Person
from tests.world import World, signed_in

OFFER = "Cinq étapes pour vous repérer"
ROLES = ("ben", "ana", "chloe", "guy", "dan")


def steps_in(client: Client) -> list[str]:
    """The addresses of the steps, as the help lists them."""
    page = client.get("/aide/").content.decode()
    return re.findall(r'href="([^"]+\?visite=\d)"', page)


@pytest.mark.parametrize("name", ROLES)
def test_five_steps_lead_to_real_screens_and_say_where_one_is(world: World, name: str) -> None:
    client = signed_in(getattr(world, name))
    steps = steps_in(client)
    assert len(steps) == 5
    for number, url in enumerate(steps, start=1):
        page = client.get(url)
        assert page.status_code == 200, url
        assert f"étape {number} sur 5" in page.content.decode()


def test_the_steps_follow_what_one_does_in_the_house(world: World, browse) -> None:
    seen = {name: steps_in(browse(getattr(world, name))) for name in ROLES}
    assert f"/espaces/{world.vault.uid}/membres/?visite=3" in seen["ana"]
    assert "/invitations/?visite=3" in seen["chloe"]
    assert f"/personnes/{world.guy.uid}/?visite=4" in seen["guy"]
    assert "/recherche/?visite=4" in seen["ben"]
    assert "/espaces/?visite=2" in seen["dan"], "he is in no space yet"


def test_it_is_offered_once_left_at_will_and_taken_again(world: World, browse) -> None:
    ben = browse(world.ben)
    assert OFFER in ben.get("/").content.decode()
    assert ben.post("/visite/", {"to": "1"})["Location"] == "/?visite=1"
    assert OFFER not in ben.get("/").content.decode()
    second = ben.post("/visite/", {"to": "2"})["Location"]
    left = ben.post("/visite/", {"to": "0", "back": second.partition("?")[0]})
    assert left["Location"] == second.partition("?")[0]
    kept = Tour.objects.get(person=world.ben)
    assert (kept.reached, kept.ended_at is not None) == (2, True)
    help_page = ben.get("/aide/").content.decode()
    assert "Refaire la visite" in help_page
    assert help_page.count("· vue") == 2
    assert ben.post("/visite/", {"to": "1"})["Location"] == "/?visite=1"


def test_declining_is_enough(world: World, browse) -> None:
    dan = browse(world.dan)
    dan.post("/visite/", {"to": "0"})
    assert OFFER not in dan.get("/").content.decode()
    assert OFFER in browse(world.ana).get("/").content.decode(), "each her own"


def test_nobody_else_knows_what_one_saw(world: World, browse) -> None:
    browse(world.ben).post("/visite/", {"to": "3"})
    with acting(world.ana):
        assert not Tour.objects.exists()
    with acting(world.ben):
        assert Tour.objects.get().reached == 3


@pytest.mark.parametrize("wrong", ["", "6", "-1", "un", "²", "99999999999999999999"])
def test_a_step_that_does_not_exist_leads_nowhere(world: World, browse, wrong: str) -> None:
    ben = browse(world.ben)
    assert ben.post("/visite/", {"to": wrong}).status_code == 404
    page = ben.get("/", {"visite": wrong})
    assert page.status_code == 200
    assert "Quitter la visite" not in page.content.decode()


def test_leaving_leads_nowhere_outside_the_house(world: World, browse) -> None:
    for wrong in ("https://ailleurs.example/", "//ailleurs.example/", "/\\ailleurs.example"):
        assert browse(world.ben).post("/visite/", {"to": "0", "back": wrong})["Location"] == "/"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_help_of_each_app_is_found_from_any_page(world: World, browse, language: str) -> None:
    Person.objects.filter(pk=world.ana.pk).update(language=language)
    with translation.override(language):
        assert_help_is_found(browse(world.ana), language)


def assert_help_is_found(ana: Client, language: str) -> None:
    """Of each app of the kit, from the menu of the account and from the app's own screen."""
    assert 'href="/aide/"' in ana.get("/").content.decode()
    ana.post(
        "/espaces/nouveau/",
        {"name": "Tout", "visibility": "closed", "hue": "bleu", "apps": list(apps())},
    )
    listed = ana.get("/aide/").content.decode()
    for uid, app in apps().items():
        found = re.search(rf'href="(/espaces/[^"]+/{uid}/aide/)"', listed)
        assert found, uid
        page = ana.get(found.group(1)).content.decode()
        assert app.outcome.say(language) in page
        assert len(app.help_text(language)) > 200, uid
        place = found.group(1).removesuffix("aide/")
        assert found.group(1) in ana.get(place).content.decode(), "from the app's own screen"
