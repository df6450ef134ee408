"""What is new to somebody since she last came, which nobody else is told."""

from datetime import timedelta

import time_machine
from django.test import Client
from django.utils import timezone

from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.feed.models import Visit
from tests.world import World

THERE = "Déjà là à votre dernière visite"
NOTHING = "Rien de neuf depuis votre dernière visite"


def comes(browser: Client) -> str:
    """The home page, opened and looked at."""
    page = browser.get("/").content.decode()
    assert 'data-seen-url="/venue/" data-seen-now' in page
    assert browser.post("/venue/").status_code == 204
    return page


def test_a_line_is_drawn_between_what_is_new_and_the_rest(world: World, browse) -> None:
    ben, start = browse(world.ben), timezone.now()
    world.make("questions", world.roads, world.ana, title="Où est le sel ?")
    first = comes(ben)
    assert THERE not in first and NOTHING not in first
    with time_machine.travel(start + timedelta(hours=17), tick=True):
        assert NOTHING in comes(ben)
    with time_machine.travel(start + timedelta(hours=20), tick=True):
        world.make("questions", world.roads, world.ana, title="Qui a les clés ?")
        page = comes(ben)
        assert page.index("Qui a les clés") < page.index(THERE) < page.index("Où est le sel")
    with time_machine.travel(start + timedelta(hours=20, minutes=10), tick=True):
        assert THERE in comes(ben), "the same visit goes on"
    with time_machine.travel(start + timedelta(hours=22), tick=True):
        assert NOTHING in comes(ben)


def test_the_line_goes_on_to_the_page_where_it_falls(world: World, browse) -> None:
    ben, start = browse(world.ben), timezone.now()
    world.make("questions", world.roads, world.ana, title="Où est le sel ?")
    comes(ben)
    with time_machine.travel(start + timedelta(hours=2), tick=True):
        for n in range(12):
            world.make("questions", world.roads, world.ana, title=f"Question {n} ?")
        page = comes(ben)
        assert THERE not in page
        mark = page.split("?avant=")[1].split('"')[0]
        older = ben.get(f"/?avant={mark}").content.decode()
        assert older.index("Question 0 ?") < older.index(THERE) < older.index("Où est le sel")


def test_a_list_reads_well_in_the_few_words_shown(world: World, browse) -> None:
    details = from_markdown("Prévoir :\n\n- sel\n- gants\n- lampes")
    world.make("questions", world.roads, world.ana, title="Prêts ?", details=details)
    assert "Prévoir : sel · gants · lampes" in browse(world.ben).get("/").content.decode()


def test_nobody_is_told_when_another_came(world: World, browse) -> None:
    comes(browse(world.ben))
    for other in (world.ana, world.chloe, world.guy):
        with acting(other):
            assert not Visit.objects.filter(person=world.ben).exists()
