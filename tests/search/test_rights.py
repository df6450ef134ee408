"""Search tells nobody of what she may not read: not its words, nor that it exists."""

import re
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from etabli.platform.access.models import Audience
from etabli.platform.db.identity import acting
from etabli.platform.engine.writing import edit
from etabli.platform.items.models import Comment
from etabli.platform.items.trashing import restore, trash
from etabli.platform.people.leaving import deactivate
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Membership
from tests.search.looking import look
from tests.world import World

Browse = Callable[[Person], Client]
Say = Callable[..., Comment]
FIND_ANA = "SELECT search_find('{ana}', '{}', '', '{}', NULL, false, 0, 20, '{}') ->> 'total'"


def test_each_finds_what_she_may_read(world: World, browse: Browse, say: Say) -> None:
    council = world.make("tasks", world.council, world.ana, title="Budget secret")
    message = say(council, "budget confidentiel", by=world.ben)
    vault = world.make("tasks", world.vault, world.ana, title="Budget enfoui")
    here, there = f"/fiches/{council.uid}/", f"/fiches/{vault.uid}/"
    said = f"{here}#c-{message.uid}"
    assert set(look(browse(world.ana), "budget").urls) == {here, said, there}
    assert set(look(browse(world.ben), "budget").urls) == {here, said}
    assert look(browse(world.dan), "budget").urls == []
    assert look(browse(world.chloe), "budget").urls == []


def test_a5_a22_hidden_things_move_nothing(world: World, browse: Browse, say: Say) -> None:
    """A5, A22: the answers of the same house with more hidden in it are the same, to the byte."""
    for number in range(3):
        task = world.make("tasks", world.roads, world.ana, title=f"Chantier {number}")
        say(task, f"chantier, message {number}", by=world.ben)
    dan = browse(world.dan)
    asked = [
        ("/recherche/?q=chantier", {}),
        ("/recherche/?q=chantier&tri=recent", {}),
        ("/recherche/?q=chan&app=tasks&type=item", {}),
        ("/recherche/?q=voi", {}),
        ("/recherche/suggestions/?q=cha", {}),
        ("/recherche/suggestions/?q=cof", {}),
    ]
    before = [plain(dan.get(url).content.decode()) for url, _ in asked]
    for number in range(30):
        hidden = world.make("tasks", world.vault, world.ana, title=f"Chantier caché {number}")
        say(hidden, "chantier chantier chantier", by=world.ana)
    after = [plain(dan.get(url).content.decode()) for url, _ in asked]
    assert after == before
    assert "3 résultats" not in before[0] and "6 résultats" in before[0]


def test_a_right_lost_is_lost_at_once_and_found_again_at_once(world: World, browse: Browse) -> None:
    task = world.make("tasks", world.council, world.ana, title="Ordre du jour")
    ben, found = browse(world.ben), [f"/fiches/{task.uid}/"]
    assert look(ben, "ordre jour").urls == found
    membership = Membership.objects.get(person=world.ben, space=world.council)
    membership.delete()
    assert look(ben, "ordre jour").urls == []
    Membership.objects.create(person=world.ben, space=world.council, rank=30)
    assert look(ben, "ordre jour").urls == found
    task.audience = Audience.objects.get(key=f"person:{world.ana.pk}")
    task.save()
    assert look(ben, "ordre jour").urls == []


def test_a_restricted_field_is_found_by_nobody(world: World, browse: Browse) -> None:
    leave = world.make(
        "leave",
        world.roads,
        world.ben,
        dates={"start": "2027-01-04", "end": "2027-01-08"},
        kind="family",
        note="rendez-vous ophtalmologique",
    )
    for reader in (world.dan, world.ana, world.ben):
        assert look(browse(reader), "ophtalmologique").urls == [], reader.name
        assert look(browse(reader), "ophtal").urls == [], reader.name
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsv::text FROM search_doc WHERE item_id = %s", [leave.pk])
        assert "ophtal" not in cursor.fetchone()[0]


def test_a_guest_finds_the_people_of_her_spaces_and_no_other(world: World, browse: Browse) -> None:
    guy = browse(world.guy)
    assert look(guy, "diaz").urls == [f"/personnes/{world.ana.uid}/"]
    assert look(guy, "weiss").urls == []
    assert look(guy, "voirie").urls == []
    assert "Weiss" not in guy.get("/recherche/suggestions/?q=weiss").content.decode()
    assert look(browse(world.ben), "weiss").urls == [f"/personnes/{world.dan.uid}/"]


def test_what_is_in_the_trash_is_not_found_until_it_is_back(
    world: World, browse: Browse, say: Say
) -> None:
    task = world.make("tasks", world.roads, world.ana, title="Vieille pompe")
    say(task, "la pompe fuit", by=world.ana)
    ben = browse(world.ben)
    assert len(look(ben, "pompe").urls) == 2
    task.refresh_from_db()
    with acting(world.ana):
        trash(task, by=world.ana)
    assert look(ben, "pompe").urls == []
    with acting(world.ana):
        restore(task, by=world.ana)
    assert len(look(ben, "pompe").urls) == 2
    task.delete()
    assert look(ben, "pompe").urls == []


def test_somebody_who_left_finds_and_is_found_no_more(world: World, browse: Browse) -> None:
    ben = browse(world.ben)
    assert look(ben, "weiss").urls == [f"/personnes/{world.dan.uid}/"]
    deactivate(world.dan, by=None)
    assert look(ben, "weiss").urls == []
    with acting(world.dan.pk), connection.cursor() as cursor:
        cursor.execute(FIND_ANA)
        assert cursor.fetchone()[0] == "0"


def test_a_space_or_a_person_one_may_not_know_of_is_no_filter(world: World, browse: Browse) -> None:
    dan, unknown = browse(world.dan), "01990000-0000-7000-8000-000000000000"
    for uid in (str(world.vault.uid), unknown, "nothing", "1"):
        assert look(dan, "budget", espace=uid).status == 404
    assert look(browse(world.guy), "budget", auteur=str(world.dan.uid)).status == 404


def test_the_web_reads_the_words_in_no_other_way(world: World) -> None:
    for sql in (
        "SELECT * FROM search_doc",
        "SELECT search_mine()",
        "SELECT search_company()",
        "DELETE FROM search_doc",
        "SELECT search_put_people(NULL)",
    ):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            acting(world.ana),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def test_nobody_is_indexed_under_the_name_of_another(world: World, browse: Browse) -> None:
    hidden = world.make("tasks", world.vault, world.ana, title="Coffre fermé")
    with acting(world.dan), connection.cursor() as cursor:
        cursor.execute("SELECT search_put_items(%s, %s, %s)", [[hidden.pk], ["zzz"], ["zzz"]])
    assert look(browse(world.ana), "zzz").urls == []


def test_words_follow_what_is_written(world: World, browse: Browse) -> None:
    task = world.make("tasks", world.roads, world.ana, title="Avant")
    ben = browse(world.ben)
    task.refresh_from_db()
    with acting(world.ana):
        edit(task, {"title": "Après"}, by=world.ana)
    assert look(ben, "avant").urls == []
    assert look(ben, "apres").urls == [f"/fiches/{task.uid}/"]


def plain(page: str) -> str:
    """A page without what no two pages share: keys of forms, of scripts, the hour."""
    page = re.sub(r'nonce="[^"]*"|(value|csrf)="\w{64}"', "", page)
    return re.sub(r'data-csrf="[^"]*"|<time[^>]*>[^<]*</time>|"X-CSRFToken":"\w+"', "", page)


def test_a_discussion_that_fewer_people_read_is_found_by_them_alone(
    world: World, browse: Browse, say: Say
) -> None:
    leave = world.make(
        "leave",
        world.roads,
        world.ben,
        dates={"start": "2027-01-04", "end": "2027-01-08"},
        kind="family",
    )
    message = say(leave, "rendez-vous chez le cardiologue", by=world.ben)
    found = [f"/fiches/{leave.uid}/#c-{message.uid}"]
    assert look(browse(world.ben), "cardiologue").urls == found
    assert look(browse(world.ana), "cardiologue").urls == found
    assert look(browse(world.dan), "cardiologue").urls == []
    assert look(browse(world.chloe), "cardiologue").urls == []
