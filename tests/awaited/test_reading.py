"""« J’ai lu »: who is asked, who has, who may know, and what is never kept."""

import pytest
from django.db import connection

from etabli.platform.awaited.acknowledging import ReadingRefusal, acknowledge, chase
from etabli.platform.awaited.letters import write_to_the_missing
from etabli.platform.awaited.models import Acknowledgement, Awaiting, Reading
from etabli.platform.awaited.progress import Share, missing_from, progress_of, told_apart
from etabli.platform.awaited.waiting import waiting_for
from etabli.platform.db.identity import acting
from etabli.platform.engine.writing import edit, move
from etabli.platform.events.models import Event
from etabli.platform.items.models import Item
from etabli.platform.items.trashing import restore, trash
from etabli.platform.mail.models import Letter
from etabli.platform.people.models import Person, Unit
from etabli.platform.spaces.models import Membership, Rank
from etabli.platform.spaces.settling import switch_apps
from tests.awaited.announcing import written


@pytest.fixture
def notes(tmp_path, settings_of, world):
    """Notes that whoever sees them must read."""
    return _in_service(written(tmp_path, settings_of, world), world)


@pytest.fixture
def named(tmp_path, settings_of, world):
    """Notes whose author says which units and people must read them."""
    return _in_service(written(tmp_path, settings_of, world, "who: [units, people],"), world)


def _in_service(address, world):
    with acting(world.ana):
        switch_apps(world.roads, ["notes"], by=world.ana)
    return address


def waits_for(person) -> set[str]:
    person.__dict__.pop("_audiences", None)
    with acting(person):
        return {row.item.title for row in waiting_for(person)}


def test_it_is_read_in_place_on_the_bench_on_its_page_and_in_the_list(notes, world, browse):
    item = world.make("notes", world.roads, world.ana, title="Neige", must=True)
    ben = browse(world.ben)
    url = f"/fiches/{item.uid}/lecture/"
    for page in ("/", f"/fiches/{item.uid}/", notes):
        assert f'action="{url}"' in ben.get(page).content.decode(), page
    assert ben.post(url, {"back": "home"}).headers["Location"] == "/"
    for page in ("/", notes):
        assert f'action="{url}"' not in ben.get(page).content.decode(), page
    assert f'action="{url}retrait/"' in ben.get(f"/fiches/{item.uid}/").content.decode()
    assert ben.post(url).status_code == 302
    ben.post(f"{url}retrait/")
    assert waits_for(world.ben) == {"Neige"}


def test_its_author_is_not_asked_nor_who_does_not_see_it(notes, world):
    world.make("notes", world.roads, world.ana, title="Neige", must=True)
    world.make("notes", world.roads, world.ana, title="Sans suite")
    assert waits_for(world.ana) == set()
    assert waits_for(world.ben) == {"Neige"}
    assert waits_for(world.guy) == set()


def test_fields_say_who_is_asked(named, world, browse):
    works = Unit.objects.get(name="Services techniques")
    world.make("notes", world.roads, world.ana, title="À l’unité", must=True, units=[works.pk])
    world.make("notes", world.roads, world.ana, title="À Dan", must=True, people=[world.dan.pk])
    world.make("notes", world.roads, world.ana, title="À personne", must=True)
    assert waits_for(world.ben) == {"À l’unité"}
    assert waits_for(world.dan) == {"À Dan"}
    assert waits_for(world.chloe) == set()


def test_who_joins_later_is_asked_and_who_leaves_no_more(named, world):
    works = Unit.objects.get(name="Services techniques")
    world.make("notes", world.roads, world.ana, title="Neige", must=True, units=[works.pk])
    assert waits_for(world.dan) == set()
    Person.objects.filter(pk=world.dan.pk).update(unit=works)
    assert waits_for(world.dan) == {"Neige"}
    Person.objects.filter(pk=world.ben.pk).update(unit=None)
    assert waits_for(world.ben) == set()


def test_trash_close_and_change_withdraw_it(notes, world):
    item = world.make("notes", world.roads, world.ana, title="Neige", must=True)
    with acting(world.ana):
        trash(item, by=world.ana)
    assert waits_for(world.ben) == set()
    with acting(world.ana):
        restore(Item.objects.get(pk=item.pk), by=world.ana)
    assert waits_for(world.ben) == {"Neige"}
    with acting(world.ana):
        edit(Item.objects.get(pk=item.pk), {"must": False}, by=world.ana)
    assert waits_for(world.ben) == set()
    with acting(world.ana):
        edit(Item.objects.get(pk=item.pk), {"must": True}, by=world.ana)
        move(Item.objects.get(pk=item.pk), "close", {}, by=world.ana)
    assert waits_for(world.ben) == set()
    with acting(world.ben), pytest.raises(ReadingRefusal):
        acknowledge(Item.objects.get(pk=item.pk), by=world.ben)


def test_only_those_who_watch_know_who_has_not_read(notes, world, browse):
    item = world.make("notes", world.roads, world.ana, title="Neige", must=True)
    with acting(world.dan):
        acknowledge(item, by=world.dan)
    page = browse(world.ana).get(f"/fiches/{item.uid}/lecture/").content.decode()
    assert "Ben Roy" in page
    assert "Dan Weiss" not in page
    for person in (world.ben, world.dan, world.chloe):
        assert browse(person).get(f"/fiches/{item.uid}/lecture/").status_code == 404
        with acting(person):
            assert progress_of(item, person) is None
            assert missing_from(item) == []
            assert Acknowledgement.objects.exclude(person=person).count() == 0
    assert browse(world.ben).post(f"/fiches/{item.uid}/lecture/relance/").status_code == 404


def test_nobody_under_eight_is_told_nor_found_by_subtraction(notes, world, browse):
    assert told_apart([Share("A", 7, 3), Share("B", 30, 2)]) == []
    assert [one.name for one in told_apart([Share("C", 40, 1), Share("A", 8, 3)])] == ["A", "C"]
    both = told_apart([Share("A", 5, 3), Share("B", 4, 2), Share("C", 12, 9)])
    assert [one.name for one in both] == ["C"]
    chained = told_apart([Share("A", 3, 3), Share("B", 8, 2), Share("C", 12, 9)])
    assert [one.name for one in chained] == ["C"]
    item = world.make("notes", world.roads, world.ana, title="Neige", must=True)
    page = browse(world.ana).get(f"/fiches/{item.uid}/lecture/").content.decode()
    assert "moins de 8 personnes, non affiché" in page.replace("\u00a0", " ")


def test_neither_the_hour_nor_the_order_is_kept(notes, world, browse):
    item = world.make("notes", world.roads, world.ana, title="Neige", must=True)
    before = Event.objects.count()
    browse(world.ben).post(f"/fiches/{item.uid}/lecture/")
    assert Event.objects.count() == before
    kept = {field.name for field in Acknowledgement._meta.concrete_fields}
    assert kept == {"item", "person"}


def test_those_who_have_not_are_reminded_once_a_day(notes, world, browse):
    item = world.make("notes", world.roads, world.ana, title="Neige", must=True)
    browse(world.dan).post(f"/fiches/{item.uid}/lecture/")
    row = Awaiting.objects.get(item=item)
    browse(world.ben).post(f"/attente/{row.pk}/", {"until": "tomorrow"})
    assert waits_for(world.ben) == set()
    ana = browse(world.ana)
    ana.post(f"/fiches/{item.uid}/lecture/relance/")
    assert waits_for(world.ben) == {"Neige"}
    write_to_the_missing(Event.objects.filter(verb="reading_chased").get())
    to = set(Letter.objects.values_list("to", flat=True))
    assert to == {"ben@montreval.test", "chloe@montreval.test"}
    assert "Neige" in Letter.objects.filter(to="ben@montreval.test").get().subject
    with acting(world.ana), pytest.raises(ReadingRefusal):
        chase(item, by=world.ana)


def test_an_item_that_narrows_asks_those_who_still_see_it(notes, world):
    item = world.make("notes", world.roads, world.ana, title="Neige", must=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT items_set_audience(%s, %s)", [item.pk, world.vault.audience_id])
    assert Reading.objects.get(item=item).who_id == world.vault.audience_id
    assert waits_for(world.ben) == set()


def test_twenty_thousand_people_are_asked_in_one_row(notes, world):
    units = [Unit.objects.create(name=f"Unité {n}") for n in range(100)]
    for unit in units:
        unit.path = [unit.pk]
        unit.save()
    Person.objects.bulk_create(
        Person(name=f"Agent {n:05}", sort_key=f"agent {n:05}", unit=units[n % 100])
        for n in range(20_000)
    )
    item = world.make("notes", world.roads, world.ana, title="Neige", must=True)
    assert Awaiting.objects.filter(item=item).count() == 1
    some = Person.objects.filter(name="Agent 00042").get()
    assert waits_for(some) == {"Neige"}
    Acknowledgement.objects.bulk_create(
        Acknowledgement(item=item, person=one)
        for one in Person.objects.filter(sort_key__lt="agent 05000", name__startswith="Agent")
    )
    world.forget()
    with acting(world.ana):
        found = progress_of(item, world.ana)
        assert (found.asked, found.done) == (20_003, 5_000)
        assert len(found.shares) >= 99
        assert len(missing_from(item, words="agent 0600")) == 10


def test_a_member_who_becomes_animator_watches(notes, world):
    item = world.make("notes", world.roads, world.ana, title="Neige", must=True)
    Membership.objects.filter(space=world.roads, person=world.ben).update(rank=Rank.ANIMATOR)
    with acting(world.ana):
        edit(item, {"title": "Verglas"}, by=world.ana)
    world.forget()
    with acting(world.ben):
        assert progress_of(item, world.ben) is not None
        assert {one.name for one in missing_from(item)} >= {"Dan Weiss"}
