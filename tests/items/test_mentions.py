"""Calling somebody: only those who may read are called, and only those one may know are offered."""

import json
import time

import pytest

from etabli.platform.events.models import Event
from etabli.platform.items.models import Comment, Follow, ItemRef
from etabli.platform.spaces.models import Membership
from tests.items.talk import HTMX, discussion, said, say


@pytest.fixture
def private(world):
    return world.make("tasks", world.council, world.ana, title="Budget confidentiel")


def mention(person):
    return f"[@{person.name}](person:{person.uid})"


def test_a2_naming_somebody_who_does_not_see_it_warns_first_then_names_without_calling(
    world, browse, private
):
    ana = browse(world.ana)
    text = f"Demandons à {mention(world.dan)} et à {mention(world.ben)}."
    warned = say(ana, private, text)
    assert warned.status_code == 422
    page = warned.content.decode()
    assert "Dan Weiss" in page and 'name="unheard"' in page
    assert mention(world.dan).replace("&", "&amp;") in page
    assert not Comment.objects.exists()

    comment = said(ana, private, text, unheard="yes")
    assert [ref.target for ref in ItemRef.objects.filter(comment=comment)] == [world.ben.pk]
    assert Event.objects.get(verb="commented").payload["mentioned"] == [world.ben.pk]
    assert not Follow.objects.filter(person=world.dan).exists()
    assert str(world.dan.uid) not in json.dumps(comment.body)
    shown = discussion(browse(world.ben), private)
    assert "@Dan Weiss" in shown
    assert f"/personnes/{world.dan.uid}/" not in shown


def test_who_joins_later_is_not_called_by_what_was_said_before(world, browse, private):
    comment = said(browse(world.ana), private, f"Avec {mention(world.dan)}", unheard="yes")
    Membership.objects.create(space=world.council, person=world.dan, rank=30)
    assert 'class="mention' not in discussion(browse(world.dan), private)
    assert not ItemRef.objects.filter(comment=comment).exists()


def test_a_plain_name_calls_the_one_person_who_bears_it(world, browse, private):
    comment = said(browse(world.ana), private, "Merci @Ben Roy, et @personne")
    assert [ref.target for ref in ItemRef.objects.filter(comment=comment)] == [world.ben.pk]
    assert "mention--me" in discussion(browse(world.ben), private)
    assert Follow.objects.filter(item=private, person=world.ben, muted=False).exists()


def test_editing_calls_only_those_it_adds(world, browse, private):
    ana = browse(world.ana)
    comment = said(ana, private, f"Avec {mention(world.ben)}")
    text = f"Avec {mention(world.ben)} et {mention(world.guy)}"
    ana.post(f"/commentaires/{comment.uid}/texte/", {"body": text, "unheard": "yes"})
    fact = Event.objects.filter(verb="comment_edited").latest("id")
    assert world.ben.pk not in fact.payload["mentioned"]


def test_a_hundred_thousand_mentions_are_refused_quickly(world, browse, private):
    one = {"type": "mention", "attrs": {"kind": "person", "uid": str(world.ben.uid), "label": "B"}}
    many = {"type": "doc", "content": [{"type": "paragraph", "content": [one] * 30_000}]}
    began = time.monotonic()
    assert say(browse(world.ana), private, json.dumps(many)).status_code == 422
    assert time.monotonic() - began < 2
    many["content"][0]["content"] *= 4
    assert say(browse(world.ana), private, json.dumps(many)).status_code == 400


def asked(browser, text, item=None):
    path = f"/fiches/{item.uid}/mentions/" if item else "/mentions/"
    answer = browser.get(path, {"q": text})
    assert answer.status_code == 200
    return answer.json()


def test_suggestions_find_a_name_by_any_of_its_words_without_accents(world, browse):
    labels = [one["label"] for one in asked(browse(world.ana), "chlo")]
    assert labels == ["Chloé Petit"]
    assert [one["label"] for one in asked(browse(world.ana), "petit")] == ["Chloé Petit"]
    assert "Services techniques" in [one["label"] for one in asked(browse(world.ana), "techn")]


def test_suggestions_say_who_would_not_see_it(world, browse, private):
    found = {one["label"]: one["sees"] for one in asked(browse(world.ana), "dan", private)}
    assert found == {"Dan Weiss": False}
    found = {one["label"]: one["sees"] for one in asked(browse(world.ana), "ben", private)}
    assert found == {"Ben Roy": True}


def test_a3_a_guest_is_offered_the_people_of_her_spaces_and_nobody_else(world, browse):
    guy = browse(world.guy)
    everybody = "abcdefghijklmnopqrstuvwxyz"
    found = {one["label"] for letter in everybody for one in asked(guy, letter)}
    assert found <= {"Ana Diaz", "Ben Roy", "Guy Moreau", "Conseil"}
    assert "@" not in json.dumps([asked(guy, letter) for letter in everybody])


def test_suggestions_under_an_item_one_does_not_see_do_not_exist(world, browse, private):
    for path in (f"/fiches/{private.uid}/mentions/", f"/fiches/{private.uid}/commentaires/"):
        assert browse(world.dan).get(path, {"q": "a"}, headers=HTMX).status_code == 404


def test_items_are_offered_to_those_who_see_them(world, browse, private):
    uid = str(private.uid)
    for typed in ("budget", "Budget conf", uid, f"https://etabli.test/fiches/{uid}/"):
        found = browse(world.ben).get("/liens/", {"q": typed}).json()
        assert [one["uid"] for one in found] == [uid], typed
        assert browse(world.dan).get("/liens/", {"q": typed}).json() == []


def test_a4_a_link_to_a_private_item_tells_nothing_to_who_may_not_see_it(world, browse, private):
    public = world.make("questions", world.roads, world.ana, title="Où en est-on ?")
    said(browse(world.ana), public, f"Voir [Budget confidentiel](item:{private.uid}).")
    assert "Budget confidentiel" in discussion(browse(world.ben), public)
    seen = discussion(browse(world.dan), public)
    assert "Budget" not in seen and str(private.uid) not in seen
    assert Comment.objects.get().text.count("Budget") == 0
