"""Who may do what: every act of this shelf, for everybody."""

import pytest
from django.test import Client

from etabli.platform.items.models import Comment
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Archiving, Membership, Rank
from tests.items.talk import said

EVERYBODY = ("ana", "ben", "chloe", "dan", "guy")
# Each act on a task of Council that Ben made, with a message of Ben: who may. Ana owns the
# space, Ben is a member of it, Guy its guest; Chloé administers the house, Dan works there.
ACTS = {
    "get fiches/{item}/commentaires/": "ana ben",
    "post fiches/{item}/commentaires/ body=Bonjour": "ana ben",
    "get fiches/{item}/mentions/ q=a": "ana ben",
    "get fiches/{item}/historique/": "ana ben",
    "post fiches/{item}/reactions/ kind=seen": "ana ben",
    "post fiches/{item}/suivi/ wish=follow": "ana ben",
    "post fiches/{item}/soutien/": "",
    "get fiches/{item}/liens/": "ana ben",
    "post fiches/{item}/corbeille/": "ana ben",
    "get commentaires/{comment}/": "ana ben",
    "get commentaires/{comment}/actions/": "ana ben",
    "get commentaires/{comment}/versions/": "ana ben",
    "get commentaires/{comment}/reponse/": "ana ben",
    "post commentaires/{comment}/reponse/ body=Oui": "ana ben",
    "get commentaires/{comment}/texte/": "ben",
    "post commentaires/{comment}/texte/ body=Autre": "ben",
    "post commentaires/{comment}/reactions/ kind=seen": "ana ben",
    "post commentaires/{comment}/suppression/": "ana ben",
    "post commentaires/{comment}/restauration/": "",
    "post commentaires/{comment}/acceptation/": "",
}


@pytest.fixture
def item(world):
    return world.make("tasks", world.council, world.ben, title="Budget")


@pytest.fixture
def comment(world, browse, item):
    return said(browse(world.ben), item, "Deux mille euros")


def attempt(browser, act, item, comment):
    method, path, *fields = act.format(item=item.uid, comment=comment.uid).split(" ")
    data = dict(field.split("=") for field in fields)
    return getattr(browser, method)(f"/{path}", data)


def test_each_act_is_open_to_these_and_unknown_to_the_others(world, browse):
    browsers = {name: browse(getattr(world, name)) for name in EVERYBODY}
    for act, who in ACTS.items():
        for name, browser in browsers.items():
            item = world.make("tasks", world.council, world.ben, title="Budget")
            comment = said(browsers["ben"], item, "Deux mille euros")
            answer = attempt(browser, act, item, comment)
            if name in who.split():
                assert answer.status_code in (200, 302), (act, name)
                continue
            assert answer.status_code == 404, (act, name)
            assert "Budget" not in answer.content.decode()
            assert "Deux mille" not in answer.content.decode()


def test_a1_what_one_may_not_see_answers_as_what_does_not_exist(world, browse, item, comment):
    nothing = Person(pk=1)  # its uid is nobody's item
    dan = browse(world.dan)
    for act in ACTS:
        here = attempt(dan, act, item, comment)
        nowhere = attempt(dan, act, nothing, nothing)
        assert here.status_code == nowhere.status_code == 404, act
        assert plain(here, item, comment) == plain(nowhere, nothing, nothing), act


def plain(answer, *named):
    text = answer.content.decode()
    for one in named:
        text = text.replace(str(one.uid), "…")
    return "".join(line for line in text.splitlines() if "csrf" not in line and "nonce" not in line)


def test_signed_out_one_is_led_to_sign_in(item, comment):
    for act in ACTS:
        answer = attempt(Client(), act, item, comment)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/compte/")


def test_a_guest_who_was_given_the_question_talks_under_it_and_nowhere_else(world, browse):
    question = world.make("questions", world.council, world.ana, title="Plan ?")
    task = world.make("tasks", world.council, world.ana, title="Budget")
    guy = browse(world.guy)
    assert (
        guy.post(f"/fiches/{question.uid}/commentaires/", {"body": "Le voici"}).status_code == 302
    )
    assert guy.get(f"/fiches/{task.uid}/commentaires/").status_code == 404


def test_a_discussion_that_fewer_read_is_not_told_to_the_others(world, browse):
    incident = world.make("incidents", world.roads, world.dan, title="Fuite")
    comment = said(browse(world.ben), incident, "Encore la même vanne")
    dan = browse(world.dan)
    for path in (
        f"/fiches/{incident.uid}/commentaires/",
        f"/commentaires/{comment.uid}/",
        f"/commentaires/{comment.uid}/versions/",
    ):
        assert dan.get(path).status_code == 404
    incident.refresh_from_db()
    assert incident.comment_count == 0


def test_leaving_the_space_closes_everything_at_once(world, browse):
    ben = browse(world.ben)
    item = world.make("tasks", world.council, world.ana, title="Budget")
    comment = said(ben, item, "Deux mille euros")
    assert ben.get(f"/fiches/{item.uid}/commentaires/").status_code == 200
    Membership.objects.filter(space=world.council, person=world.ben).delete()
    for act in ACTS:
        assert attempt(ben, act, item, comment).status_code == 404, act


def test_an_archived_space_is_read_and_not_written(world, browse, item, comment):
    Archiving.objects.create(space=world.council, by=world.ana)
    ana = browse(world.ana)
    assert ana.get(f"/fiches/{item.uid}/commentaires/").status_code == 200
    for act, who in ACTS.items():
        if act.startswith("post") and who:
            assert attempt(ana, act, item, comment).status_code == 404, act
    assert Comment.objects.count() == 1


def test_whom_an_item_names_from_outside_finds_an_archived_space_read_only_too(world, browse):
    Person.objects.filter(pk=world.ben.pk).update(manager=world.dan)
    period = {"start": "2026-12-21", "end": "2026-12-24"}
    leave = world.make("leave", world.council, world.ben, period=period, kind="annual")
    dan = browse(world.dan)
    assert "approve" in dan.get(f"/fiches/{leave.uid}/").content.decode()
    Archiving.objects.create(space=world.council, by=world.ana)
    page = dan.get(f"/fiches/{leave.uid}/")
    assert page.status_code == 200
    assert "approve" not in page.content.decode()
    dan.post(f"/fiches/{leave.uid}/etapes/approve/", {"version": leave.version})
    leave.refresh_from_db()
    assert leave.state != "approved"


def test_a_reader_reads(world, browse, item):
    Membership.objects.create(space=world.council, person=world.dan, rank=Rank.READER)
    dan = browse(world.dan)
    assert dan.get(f"/fiches/{item.uid}/commentaires/").status_code == 200
    assert dan.post(f"/fiches/{item.uid}/commentaires/", {"body": "x"}).status_code == 404
