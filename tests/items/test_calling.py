"""Calling all of a space or a unit: who may, how many are told, and no crowd by mistake."""

import re

import pytest

from etabli.platform.events.models import Event
from etabli.platform.items.models import Comment
from etabli.platform.people.models import Person, Unit
from etabli.platform.spaces.models import Membership
from tests.items.talk import said, say


@pytest.fixture
def task(world):
    return world.make("tasks", world.council, world.ana, title="Ordre du jour")


def group(record, kind):
    return f"[@{record.name}]({kind}:{record.uid})"


def crowd(space, number):
    people = [Person.objects.create(name=f"Agent {n}") for n in range(number)]
    Membership.objects.bulk_create(Membership(space=space, person=one, rank=30) for one in people)


def called():
    return Event.objects.filter(verb="commented").latest("id").payload["called"]


def test_an_animator_calls_those_of_her_space(world, browse, task):
    said(browse(world.ana), task, f"Bonjour {group(world.council, 'space')}")
    assert called() == [["space", world.council.pk]]


def test_a_member_names_a_space_without_calling_it_and_is_told_so(world, browse, task):
    text = f"Bonjour {group(world.council, 'space')}"
    warned = say(browse(world.ben), task, text)
    assert warned.status_code == 422
    assert "Conseil\u00a0: le nom sera là, personne ne sera appelé" in warned.content.decode()
    said(browse(world.ben), task, text, unheard="yes")
    assert called() == []


def test_those_of_a_unit_call_it_and_others_do_not(world, browse, task):
    works = Unit.objects.get(name="Services techniques")
    said(browse(world.ben), task, f"Bonjour {group(works, 'unit')}")
    assert called() == [["unit", works.pk]]
    assert (
        say(browse(world.guy), task, f"Bonjour {group(works, 'unit')}", unheard="yes").status_code
        < 500
    )
    assert "unit" not in str(called()) or Comment.objects.filter(author=world.guy).count() == 0


def test_f13_more_than_twenty_people_are_confirmed_with_their_number(world, browse, task):
    crowd(world.council, 25)
    ana, text = browse(world.ana), f"À tous, {group(world.council, 'space')}"
    warned = say(ana, task, text)
    page = warned.content.decode()
    assert warned.status_code == 422 and "26 personnes seront prévenues" in page
    assert not Comment.objects.exists()
    number = re.search(r'name="crowd" value="(\d+)"', page).group(1)
    Membership.objects.create(space=world.council, person=world.dan, rank=30)
    assert say(ana, task, text, crowd=number).status_code == 422, "the number has changed"
    said(ana, task, text, crowd="27")
    assert called() == [["space", world.council.pk]]


def test_only_those_who_read_the_discussion_are_counted(world, browse, task):
    crowd(world.roads, 25)
    said(browse(world.ana), task, f"Et {group(world.roads, 'space')}")
    found = browse(world.ana).get(f"/fiches/{task.uid}/mentions/", {"q": "voirie"}).json()
    assert [one["hint"] for one in found] == ["Espace · prévient 1 personne"]
    found = browse(world.ben).get(f"/fiches/{task.uid}/mentions/", {"q": "conseil"}).json()
    assert [one["hint"] for one in found] == ["Espace · nommé sans être appelé"]


def test_editing_calls_only_the_groups_it_adds(world, browse, task):
    ana = browse(world.ana)
    comment = said(ana, task, f"Bonjour {group(world.council, 'space')}")
    works = Unit.objects.get(name="Services techniques")
    text = f"Bonjour {group(world.council, 'space')} et {group(works, 'unit')}"
    ana.post(f"/commentaires/{comment.uid}/texte/", {"body": text})
    edited = Event.objects.filter(verb="comment_edited").latest("id")
    assert edited.payload["called"] == [["unit", works.pk]]


def test_quoting_a_message_or_some_of_its_words(world, browse, task):
    comment = said(browse(world.ana), task, "Le budget est <b>clos</b>.\n\nMerci *à tous*.")
    ben, path = browse(world.ben), f"/commentaires/{comment.uid}/reponse/"
    page = ben.get(path, {"citer": ""}).content.decode()
    assert "&gt; Le budget est" in page and "Merci" in page and "<b>clos" not in page
    page = ben.get(path, {"citer": "à tous"}).content.decode()
    assert (
        "&gt; à tous" in page
        and "budget est" not in page.partition("<textarea")[2].partition("</textarea>")[0]
    )
    assert "&gt;" not in ben.get(path).content.decode().partition("<textarea")[2].partition("<")[0]
    browse(world.ana).post(f"/commentaires/{comment.uid}/suppression/")
    answer = ben.get(path, {"citer": ""})
    assert (
        "budget"
        not in answer.content.decode().partition("<textarea")[2].partition("</textarea>")[0]
    )
    assert browse(world.dan).get(path, {"citer": ""}).status_code == 404
