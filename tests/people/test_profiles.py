"""Profiles: who says what of whom, and who reads it."""

import re
from collections.abc import Callable

from django.test import Client

from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.items.commenting import comment
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.profiles.models import Detail
from etabli.platform.profiles.saying import Given, say
from tests.world import World

Browse = Callable[..., Client]


def test_one_says_of_oneself_what_is_ones_own(world: World, browse: Browse) -> None:
    ben = browse(world.ben)
    given = {
        "bio": "Je répare.",
        "phone": "04 00 00 12 41",
        "site": "Dépôt",
        "language": "en",
        "theme": "dark",
        "hue": "mousse",
    }
    assert ben.post("/moi/", given).status_code == 302
    page = browse(world.ana).get(f"/personnes/{world.ben.uid}/").content.decode()
    for said in ("Je répare.", "04 00 00 12 41", "Dépôt"):
        assert said in page
    assert 'lang="en" data-theme="dark"' in ben.get("/moi/").content.decode()


def test_a19_what_is_the_houses_is_not_changed_by_oneself(world: World, browse: Browse) -> None:
    forged = {
        "name": "Chef",
        "role": "admin",
        "kind": "guest",
        "job": "Chef",
        "unit": "",
        "manager": "",
        "active": "false",
        "id": "1",
        "uid": str(world.ana.uid),
        "joined_at": "1999-01-01",
        "hue": "mousse",
    }
    before = Person.objects.filter(pk=world.ben.pk).values().get()
    browse(world.ben).post("/moi/", forged)
    after = Person.objects.filter(pk=world.ben.pk).values().get()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"hue"}


def test_a_wrong_value_is_said_beside_its_field_and_nothing_is_lost(
    world: World, browse: Browse
) -> None:
    ben = browse(world.ben)
    for name, value, sentence in (
        ("phone", "appelez-moi", "numéro de téléphone"),
        ("hue", "rose bonbon", "valeurs proposées"),
        ("language", "xx", "valeurs proposées"),
        ("theme", "rainbow", "valeurs proposées"),
        ("bio", "x" * 2001, "2000 signes au plus"),
        ("site", "y" * 151, "150 signes au plus"),
    ):
        page = ben.post("/moi/", {"bio": "À garder", name: value})
        assert page.status_code == 422, name
        text = page.content.decode()
        assert sentence in text, name
        assert name == "bio" or "À garder" in text
    assert not Detail.objects.filter(person=world.ben).exists()


def test_administrators_change_the_record_of_somebody(world: World, browse: Browse) -> None:
    chloe = browse(world.chloe)
    page = f"/personnes/{world.dan.uid}/dossier/"
    given = {
        "name": "Daniel Weiss",
        "job": "Jardinier",
        "kind": "person",
        "unit": str(world.ben.unit.uid),
        "manager": str(world.ana.uid),
    }
    assert chloe.post(page, given).status_code == 302
    dan = Person.objects.get(pk=world.dan.pk)
    assert (dan.name, dan.sort_key, dan.job) == ("Daniel Weiss", "daniel weiss", "Jardinier")
    assert (dan.unit, dan.manager) == (world.ben.unit, world.ana)
    wrong = chloe.post(page, given | {"manager": str(world.dan.uid)})
    assert wrong.status_code == 422
    assert "responsable de soi-même" in wrong.content.decode()
    world.ana.refresh_from_db()
    loop = chloe.post(
        f"/personnes/{world.ana.uid}/dossier/",
        {"name": "Ana Diaz", "kind": "person", "manager": str(world.dan.uid)},
    )
    assert loop.status_code == 422
    unknown = chloe.post(page, given | {"unit": "00000000-0000-7000-8000-000000000000"})
    assert unknown.status_code == 422


def test_only_administrators_do(world: World, browse: Browse) -> None:
    for person in (world.ana, world.ben, world.guy):
        browser = browse(person)
        for act in ("dossier", "depart", "retour", "administration"):
            path = f"/personnes/{world.dan.uid}/{act}/"
            assert browser.post(path, {"name": "X", "admin": "yes"}).status_code == 404
        assert browser.get(f"/personnes/{world.dan.uid}/dossier/").status_code == 404
        assert browser.get("/maison/departs/").status_code == 404


def test_a20_guests_are_told_the_name_and_the_job(world: World, browse: Browse) -> None:
    said = {"phone": "06 11 22 33 44", "site": "Bureau 12", "bio": "Secret de famille"}
    say(world.ana, {name: Given(value) for name, value in said.items()}, by=world.ana)
    page = browse(world.guy).get(f"/personnes/{world.ana.uid}/").content.decode()
    assert "Ana Diaz" in page
    assert "Directrice" in page
    for hidden in (
        "06 11 22 33 44",
        "Bureau 12",
        "Secret de famille",
        "@montreval.test",
        "Services techniques",
        "Ben Roy",
    ):
        assert hidden not in page, hidden
    listed = browse(world.guy).get("/personnes/?q=ana").content.decode()
    assert "06 11 22 33 44" not in listed


def test_a_profile_shows_the_way_up_and_shared_spaces(world: World, browse: Browse) -> None:
    page = browse(world.ana).get(f"/personnes/{world.ben.uid}/").content.decode()
    assert "Dans la maison" in page
    assert "Voirie" in page
    assert "Coffre" not in page.split("Espaces en commun")[1].split("</section>")[0]
    page = browse(world.dan).get(f"/personnes/{world.ben.uid}/").content.decode()
    assert "Conseil" not in page.split("<main")[1].split("</main>")[0]


def test_recent_work_is_what_the_reader_may_see_of_it(world: World, browse: Browse) -> None:
    world.make("tasks", world.roads, world.ben, title="Commander du sel")
    world.make("tasks", world.council, world.ana, title="Relire le budget", assignee=world.ben.pk)
    world.make("publications", world.roads, world.ben, title="Le pont est ouvert")
    world.make("tasks", world.roads, world.ana, title="Repeindre la salle")
    profile = f"/personnes/{world.ben.uid}/"
    shown = _works(browse(world.ana).get(profile).content.decode())
    assert re.findall(r'class="grow">([^<]+)</a>', shown) == [
        "Le pont est ouvert",
        "Relire le budget",
        "Commander du sel",
    ]
    assert "À faire" in shown and "sm muted" in shown
    elsewhere = _works(browse(world.dan).get(profile).content.decode())
    assert "Commander du sel" in elsewhere and "budget" not in elsewhere


def test_what_others_say_of_it_does_not_lift_a_work(world: World, browse: Browse) -> None:
    first = world.make("tasks", world.roads, world.ben, title="Commander du sel")
    for number in range(6):
        world.make("tasks", world.roads, world.ben, title=f"Tournée {number}")
    world.forget()
    with acting(world.ana):
        comment(Item.objects.get(pk=first.pk), from_markdown("Où en es-tu ?"), by=world.ana)
    shown = _works(browse(world.ana).get(f"/personnes/{world.ben.uid}/").content.decode())
    assert "Commander du sel" not in shown and "Tournée 5" in shown


def test_somebody_who_made_nothing_has_no_work_shown(world: World, browse: Browse) -> None:
    page = browse(world.ana).get(f"/personnes/{world.dan.uid}/").content.decode()
    assert "Travaux récents" not in page


def _works(page: str) -> str:
    return page.split('id="activity"')[1].split("</section>")[0]


def test_the_theme_of_the_menu_is_kept(world: World, browse: Browse) -> None:
    ben = browse(world.ben)
    ben.post("/moi/theme/", {"theme": "light"})
    assert 'data-theme="light"' in ben.get("/moi/").content.decode()
    assert ben.post("/moi/theme/", {"theme": "<script>"}).status_code == 422


def test_b1_names_are_words_not_markup(world: World, browse: Browse) -> None:
    evil = "<script>alert(1)</script>\"'{{7*7}}"
    Person.objects.filter(pk=world.ben.pk).update(name=evil, job=evil)
    say(world.ben, {"bio": Given(evil), "site": Given(evil), "skills": Given(evil)}, by=world.ben)
    for path in ("/personnes/", f"/personnes/{world.ben.uid}/", "/personnes/choix/?q=script"):
        text = browse(world.ana).get(path).content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text
