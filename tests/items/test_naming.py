"""A bare address of the house shows the name of what it leads to, to those who may see it."""

import re

import pytest

from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.items.commenting import comment

NOWHERE = "018f0000-0000-7000-8000-00000000000a"


@pytest.fixture
def page(world, browse):
    """What one person reads of a message of Ana, without the uid that she links."""

    def reading(words, person):
        item = world.make("questions", world.roads, world.ana, title="Neige")
        with acting(world.ana):
            said = comment(item, from_markdown(words), by=world.ana)
        html = browse(person).get(f"/fiches/{item.uid}/").content.decode()
        found = re.search(rf'id="c-{said.uid}".*?<div class="say__t prose">(.*?)</div>', html, re.S)
        return found[1]

    return reading


def test_each_reader_sees_the_name_under_her_own_rights(world, page):
    vault = world.make("tasks", world.vault, world.ana, title="Le coffre")
    words = f"[/fiches/{vault.uid}/](/fiches/{vault.uid}/)"
    assert ">Le coffre</a>" in page(words, world.ana)
    unknown = page(words.replace(str(vault.uid), NOWHERE), world.dan)
    assert page(words, world.dan) == unknown.replace(NOWHERE, str(vault.uid))


@pytest.mark.parametrize("kind", ["espaces", "personnes"])
def test_spaces_and_people_are_named_too(world, page, kind):
    uid, name = {
        "espaces": (world.vault.uid, "Coffre"),
        "personnes": (world.ben.uid, "Ben Roy"),
    }[kind]
    words = f"[/{kind}/{uid}/](/{kind}/{uid}/)"
    assert f'<a class="ref ref--named" href="/{kind}/{uid}/">{name}</a>' in page(words, world.ana)
    if kind == "espaces":
        assert "Coffre" not in page(words, world.dan)


def test_a_message_is_named_by_what_it_is_under(world, page):
    item = world.make("tasks", world.council, world.ana, title="Budget")
    with acting(world.ana):
        said = comment(item, from_markdown("D’accord"), by=world.ana)
    words = f"[/commentaires/{said.uid}/](/commentaires/{said.uid}/)"
    assert re.search(r">Message sous «\W*(&nbsp;)?Budget", page(words, world.ben))
    assert "Budget" not in page(words, world.dan)


def test_words_chosen_for_a_link_stay(world, page):
    task = world.make("tasks", world.roads, world.ana, title="Saler")
    assert ">le plan</a>" in page(f"[le plan](/fiches/{task.uid}/)", world.ana)


def test_the_address_of_the_house_is_that_of_its_settings(world, page, settings_of):
    settings_of(SITE_URL="https://reseau.montreval.fr")
    task = world.make("tasks", world.roads, world.ana, title="Saler")
    ours = f"https://reseau.montreval.fr/fiches/{task.uid}/"
    theirs = f"https://ailleurs.fr/fiches/{task.uid}/"
    assert f'href="/fiches/{task.uid}/">Saler</a>' in page(f"[{ours}]({ours})", world.ana)
    assert "Saler" not in page(f"[{theirs}]({theirs})", world.ana)


def test_a_field_names_what_it_leads_to(world, browse):
    vault = world.make("tasks", world.vault, world.ana, title="Le coffre")
    text = from_markdown(f"[/fiches/{vault.uid}/](/fiches/{vault.uid}/)")
    item = world.make("questions", world.roads, world.ana, title="Fuite", details=text)
    at = f"/fiches/{item.uid}/"
    assert ">Le coffre</a>" in browse(world.ana).get(at).content.decode()
    assert "Le coffre" not in browse(world.dan).get(at).content.decode()
