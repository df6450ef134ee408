"""One's agenda at an address of one's own: what is in it, for whom, and until when."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from etabli.platform.attending.models import CalendarAddress
from etabli.platform.people.models import Person
from tests.engine.kits import install
from tests.engine.test_calendar import VISITS, at
from tests.engine.test_repeating import ROUNDS

ATTENDED = VISITS.replace(
    "  report:", "  guests: {type: people, name: {fr: Qui, en: Who}}\n  report:"
).replace("behaviours:", "behaviours:\n  attendable: {who: [guests]}")
NOW = datetime(2026, 10, 6, 6, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def visits(tmp_path, settings_of, world):
    return install(ATTENDED, tmp_path, settings_of, world, world.roads, world.council, world.vault)


def opened(browser):
    browser.post("/compte/agenda/", {"do": "renew"})
    return re.search(r"/agenda/perso/[^\"]+\.ics", browser.get("/compte/agenda/").content.decode())[
        0
    ]


def read(path):
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    return list(Calendar.from_ical(answer.content).events)


def titles(path):
    return {str(event["SUMMARY"]) for event in read(path)}


def make(world, space, title, **values):
    said = {"comes": at(12, 9), "leaves": at(12, 10), **values}
    return world.make("visits", space, world.ana, title=title, **said)


def test_it_holds_what_concerns_her_and_the_calendars_she_chose(visits, world, browse):
    make(world, world.roads, "Sans elle")
    make(world, world.roads, "Avec elle", guests=[world.ben.pk])
    said_yes = make(world, world.roads, "Elle y vient")
    said_no = make(world, world.roads, "Elle n’y vient pas", guests=[world.ben.pk])
    ben = browse(world.ben)
    ben.post(f"/fiches/{said_yes.uid}/presence/", {"answer": "on_site"})
    ben.post(f"/fiches/{said_no.uid}/presence/", {"answer": "no"})
    path = opened(ben)
    assert titles(path) == {"Avec elle", "Elle y vient"}
    ben.post("/compte/agenda/", {"spaces": [str(world.roads.uid), str(world.vault.uid)]})
    assert titles(path) == {"Avec elle", "Elle y vient", "Sans elle"}


def test_an_event_says_when_where_and_leads_back(visits, world, browse):
    item = make(world, world.roads, "Groupe Pasteur", guests=[world.ben.pk])
    make(world, world.roads, "Deux jours", days=True, leaves=at(13, 10), guests=[world.ben.pk])
    whole, timed = sorted(read(opened(browse(world.ben))), key=lambda one: str(one["SUMMARY"]))
    assert timed.start == datetime(2026, 10, 12, 7, tzinfo=UTC)
    assert timed.end == datetime(2026, 10, 12, 8, tzinfo=UTC)
    assert str(timed["URL"]).endswith(f"/fiches/{item.uid}/")
    assert (whole.start, whole.end) == (date(2026, 10, 12), date(2026, 10, 14))


def test_what_comes_again_is_there_each_time(tmp_path, settings_of, world, browse):
    install(ROUNDS, tmp_path, settings_of, world, world.roads)
    again = {"every": "week", "times": 4, "but": ["2026-10-19"]}
    values = {"title": "Tournée", "comes": at(12, 9), "leaves": at(12, 10), "again": again}
    world.make("rounds", world.roads, world.ana, **values)
    found = read(opened(browse(world.ana)))
    assert [one.start.hour for one in found] == [9, 9, 9]
    assert [one.start.astimezone(UTC).hour for one in found] == [7, 8, 8]
    assert len({str(one["UID"]) for one in found}) == 3


def test_of_a_secret_space_it_only_says_busy(visits, world, browse):
    item = make(world, world.vault, "Rachat du terrain")
    path = opened(browse(world.ana))
    answer = Client().get(path).content.decode()
    assert "Rachat" not in answer
    assert "Coffre" not in answer
    assert f"/fiches/{item.uid}" not in answer
    assert titles(path) == {"Occupé"}


def test_rights_are_asked_each_time(visits, world, browse):
    make(world, world.council, "Séance", guests=[world.ben.pk])
    make(world, world.council, "Huis clos")
    ben = browse(world.ben)
    path = opened(ben)
    ben.post("/compte/agenda/", {"spaces": [str(world.council.uid)]})
    assert titles(path) == {"Séance", "Huis clos"}
    world.council.memberships.filter(person=world.ben).delete()
    world.forget()
    assert titles(path) <= {"Séance"}


def test_a_former_address_answers_no_more(visits, world, browse):
    ben = browse(world.ben)
    first = opened(ben)
    second = opened(ben)
    assert first != second
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    ben.post("/compte/agenda/", {"do": "close"})
    assert Client().get(second).status_code == 404
    assert not CalendarAddress.objects.exists()


def test_whoever_has_left_gives_nothing(visits, world, browse):
    path = opened(browse(world.ben))
    Person.objects.filter(pk=world.ben.pk).update(active=False)
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("token", ["x", "a.b", "WzEsMl0.zzz", "%C3%A9", "." * 300])
def test_a_false_address_is_not_found(database, token):
    assert Client().get(f"/agenda/perso/{token}.ics").status_code == 404


def test_nobody_opens_it_for_another(visits, world, browse):
    path = opened(browse(world.ben))
    assert path not in browse(world.ana).get("/compte/agenda/").content.decode()
    browse(world.ana).post("/compte/agenda/", {"do": "close"})
    assert Client().get(path).status_code == 200
