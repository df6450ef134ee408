"""Links between items, and what is made of what was said."""

import pytest

from etabli.platform.db.identity import acting
from etabli.platform.items.linking import backlinks_of, keep_source
from etabli.platform.items.models import Comment, ItemRef
from etabli.platform.items.prefill import prefill_from
from tests.items.talk import said


@pytest.fixture
def question(world):
    return world.make("questions", world.roads, world.ana, title="Quel sable ?")


@pytest.fixture
def hidden(world):
    return world.make("tasks", world.council, world.ana, title="Budget")


def titles(item, person):
    person.__dict__.pop("_audiences", None)
    with acting(person):
        return {(one.item.title, one.why) for one in backlinks_of(item, person).links}


def test_a_link_shows_at_both_ends_to_those_who_see_the_other(world, browse, question, hidden):
    ana = browse(world.ana)
    sent = ana.post(f"/fiches/{question.uid}/liens/", {"other": f"/fiches/{hidden.uid}/"})
    assert sent.status_code == 302
    assert titles(question, world.ben) == {("Budget", "link")}
    assert titles(hidden, world.ben) == {("Quel sable ?", "link")}
    assert titles(question, world.dan) == set()
    ana.post(f"/fiches/{hidden.uid}/liens/{question.uid}/retrait/")
    assert titles(question, world.ben) == set()


def test_nothing_is_tied_to_what_one_does_not_see(world, browse, question, hidden):
    dan = browse(world.dan)
    assert dan.post(f"/fiches/{question.uid}/liens/", {"other": hidden.uid}).status_code == 404
    assert dan.post(f"/fiches/{hidden.uid}/liens/", {"other": question.uid}).status_code == 404
    assert not ItemRef.objects.filter(field="@link").exists()


def test_what_cannot_be_tied_says_why(world, browse, question):
    ana = browse(world.ana)
    for typed in ("", "n’importe quoi", str(question.uid)):
        answer = ana.post(f"/fiches/{question.uid}/liens/", {"other": typed})
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.content.decode()


def test_what_a_comment_mentions_is_a_backlink(world, browse, question, hidden):
    said(browse(world.ana), question, f"Voir [le budget](item:{hidden.uid})")
    assert titles(hidden, world.ben) == {("Quel sable ?", "mention")}
    comment = Comment.objects.get()
    browse(world.ana).post(f"/commentaires/{comment.uid}/suppression/")
    assert titles(hidden, world.ben) == set()


def test_a_comment_becomes_the_beginning_of_a_task(world, browse, question):
    comment = said(browse(world.ben), question, "Commander du 0/4\n\nTrois tonnes.")
    with acting(world.ana):
        start = prefill_from(comment, world.ana)
    assert start.title == "Commander du 0/4"
    assert "Trois tonnes." in str(start.body)
    assert start.link == f"/commentaires/{comment.uid}/"
    task = world.make("tasks", world.roads, world.ana, title=start.title)
    with acting(world.ana):
        keep_source(task, comment, by=world.ana)
    assert titles(task, world.ben) == {("Quel sable ?", "source")}
    assert titles(question, world.ben) == {("Commander du 0/4", "made")}


def test_the_acts_of_a_message_lead_to_the_forms_of_the_space(world, browse, question):
    comment = said(browse(world.ben), question, "Commander du 0/4")
    page = browse(world.ana).get(f"/commentaires/{comment.uid}/actions/").content.decode()
    assert f"/espaces/{world.roads.uid}/tasks/nouveau/?depuis={comment.uid}" in page


def test_a4_the_form_of_a_task_tells_no_title_its_maker_may_not_know(
    world, browse, question, hidden
):
    text = f"Faire [Budget](item:{hidden.uid})"
    comment = said(browse(world.ana), question, text)
    world.roads.memberships.create(person=world.dan, rank=30)
    path = f"/espaces/{world.roads.uid}/tasks/nouveau/?depuis={comment.uid}"
    assert "Budget" in browse(world.ben).get(path).content.decode()
    page = browse(world.dan).get(path)
    assert page.status_code == 200
    assert "Faire" in page.content.decode() and "Budget" not in page.content.decode()
    form = {"title": "Faire", "_key": "0192f2a0-0000-7000-8000-000000000009"}
    assert browse(world.ben).post(path, form).status_code == 302
    assert titles(question, world.ben) == {("Faire", "made")}
