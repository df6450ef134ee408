"""Votes by name, which change; secret votes, which nobody can find again."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from etabli.platform.db.identity import acting
from etabli.platform.engine.balloting import answers_of, cast, results_of
from etabli.platform.engine.writing import Refusal, edit, move
from etabli.platform.events.models import Event
from etabli.platform.items.models import (
    Ballot,
    BallotVote,
    Item,
    Revision,
    SealedAnswer,
    Tally,
    Turnout,
)
from etabli.platform.spaces.settling import switch_apps

APP = """\
app: votes
version: 1.0.0
name: {fr: {one: Sondage, other: Sondages}, en: {one: Poll, other: Polls}}
icon: check-square-offset
family: listening
outcome: {fr: Une question simple a une réponse, en: A simple question has an answer}
fields:
  title: {type: text, required: true, name: {fr: Question, en: Question}}
  choices: {type: options, required: true, name: {fr: Réponses, en: Answers}}
  several: {type: boolean, name: {fr: Plusieurs réponses, en: Several answers}}
  hidden: {type: boolean, name: {fr: Vote secret, en: Secret vote}}
behaviours:
  ballot: {options: choices, many: several, secret: hidden, answers: true, least: 3}
  schedulable: {}
states:
  open: {name: {fr: Ouvert, en: Open}}
  closed: {name: {fr: Clos, en: Closed}, final: true}
moves:
  close: {name: {fr: Clore, en: Close}, from: open, to: closed, who: [author]}
may:
  view: [reader, author]
"""
MEALS = [{"id": "a", "text": "Tajine"}, {"id": "b", "text": "Raclette"}]


@pytest.fixture
def app(tmp_path, settings_of, world):
    folder = tmp_path / "more" / "votes"
    folder.mkdir(parents=True)
    (folder / "app.yaml").write_text(APP, encoding="utf-8")
    settings_of(KIT_FOLDERS=[*settings_of.kit, str(folder.parent)])
    for space in (world.roads, world.council):
        with acting(world.ana):
            switch_apps(space, ["votes"], by=world.ana)


@pytest.fixture
def asked(app, world):
    """A question of Ana's, in the open."""

    def make(space=None, **values):
        given = {"title": "Repas ?", "choices": MEALS, **values}
        return world.make("votes", space or world.roads, world.ana, **given)

    return make


def votes(item, person, *chosen, words=""):
    person.__dict__.pop("_audiences", None)
    with acting(person):
        cast(Item.objects.get(pk=item.pk), chosen, by=person, words=words)


def close(item, world):
    with acting(world.ana):
        move(Item.objects.get(pk=item.pk), "close", {}, by=world.ana)


def counts(item, person):
    with acting(person):
        found = results_of(Ballot.objects.get(item=item), person)
    return None if found is None else {one.words: one.count for one in found}


def test_a_question_is_asked_in_a_form_and_answered_where_it_stands(app, world, browse):
    ana, ben = browse(world.ana), browse(world.ben)
    base = f"/espaces/{world.roads.uid}/votes/nouveau/"
    assert ana.post(base, {"title": "Repas ?", "choices.text": ["Tajine"]}).status_code == 422
    ana.post(base, {"title": "Repas ?", "choices.text": ["Tajine", "Raclette", ""]})
    item = Item.objects.get()
    first, second = (row["id"] for row in item.data["choices"])
    ben.post(f"/fiches/{item.uid}/scrutin/", {"option": first})
    page = ana.get(f"/fiches/{item.uid}/").content.decode()
    assert "1 personne a voté" in page.replace("\u00a0", " ")
    assert "Ben Roy" in page
    ben.post(f"/fiches/{item.uid}/scrutin/", {"option": second})
    assert counts(item, world.ana) == {"Tajine": 0, "Raclette": 1}


def test_one_answer_or_several_as_asked_and_none_that_is_not_there(asked, world):
    one, several = asked(), asked(several=True)
    with pytest.raises(Refusal):
        votes(one, world.ben, "a", "b")
    with pytest.raises(Refusal):
        votes(one, world.ben, "zz")
    with pytest.raises(Refusal):
        votes(one, world.ben)
    votes(several, world.ben, "a", "b")
    assert counts(several, world.ben) == {"Tajine": 1, "Raclette": 1}


def test_nothing_ties_a_secret_vote_to_whoever_gave_it(asked, world, browse):
    item = asked(hidden=True)
    revisions, events = Revision.objects.count(), Event.objects.count()
    votes(item, world.ben, "a")
    votes(item, world.dan, "b")
    assert (Revision.objects.count(), Event.objects.count()) == (revisions, events)
    assert not BallotVote.objects.exists()
    names = {model: {f.name for f in model._meta.concrete_fields} for model in (Turnout, Tally)}
    assert names == {Turnout: {"item", "person"}, Tally: {"item", "option", "count"}}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM items_tally WHERE item_id = %s",
                       [item.pk])  # fmt: skip
        assert cursor.fetchone() == (1,)
    page = browse(world.ben).get(f"/fiches/{item.uid}/").content.decode()
    assert "rien ne relie" in page.lower()


def test_neither_wall_lets_anybody_read_or_write_what_is_sealed(asked, world):
    item = asked(hidden=True)
    votes(item, world.ben, "a", words="Sans porc")
    for person in (world.ana, world.chloe, world.dan, world.ben):
        with acting(person):
            assert not Tally.objects.exists()
            assert not SealedAnswer.objects.exists()
            assert [row.person_id for row in Turnout.objects.all()] == (
                [person.pk] if person.pk == world.ben.pk else []
            )
            for write in ("UPDATE items_tally SET count = 9", "DELETE FROM items_turnout"):
                with pytest.raises(DatabaseError), transaction.atomic():
                    connection.cursor().execute(write)


def test_a_secret_vote_is_given_once_and_never_changed(asked, world):
    item = asked(hidden=True)
    votes(item, world.ben, "a")
    with pytest.raises(Refusal):
        votes(item, world.ben, "b")
    assert Ballot.objects.get(item=item).voters == 1
    assert set(Tally.objects.values_list("option", "count")) == {("a", 1), ("b", 0)}


def test_secret_results_are_told_when_it_is_closed_if_enough_voted(asked, world):
    item, small = asked(hidden=True), asked(hidden=True)
    for person in (world.ben, world.dan, world.chloe):
        votes(item, person, "a", words="Merci" if person is world.dan else "")
    votes(small, world.ben, "a", words="Moi")
    assert counts(item, world.ana) is None
    close(item, world)
    close(small, world)
    assert counts(item, world.ana) == {"Tajine": 3, "Raclette": 0}
    assert counts(small, world.ana) is None
    with acting(world.ana):
        assert answers_of(Ballot.objects.get(item=item)) == ["Merci"]
        assert answers_of(Ballot.objects.get(item=small)) == []


def test_a_closed_vote_takes_no_more_and_nor_does_one_past_its_date(asked, world):
    item, late = asked(), asked(hidden=True, due=timezone.now() + timedelta(hours=1))
    close(item, world)
    Item.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    for one in (item, late):
        with pytest.raises(Refusal):
            votes(one, world.ben, "a")
    with acting(world.ben), connection.cursor() as cursor:
        cursor.execute("SELECT items_cast(%s, %s, '')", [late.pk, ["a"]])
        assert cursor.fetchone() == (False,)


def test_what_was_voted_on_no_longer_changes(asked, world):
    item = asked()
    with acting(world.ana):
        edit(item, {"choices": [{"id": "a", "text": "Pot-au-feu"}, MEALS[1]]}, by=world.ana)
    votes(item, world.ben, "a")
    more = [{"id": "a", "text": "Pot-au-feu"}, MEALS[1], {"id": "c", "text": "Rien"}]
    with acting(world.ana):
        edit(Item.objects.get(pk=item.pk), {"choices": more}, by=world.ana)
    for change in ({"choices": MEALS}, {"hidden": True}):
        with acting(world.ana), pytest.raises(Refusal), transaction.atomic():
            edit(Item.objects.get(pk=item.pk), change, by=world.ana)


def test_who_does_not_see_it_neither_votes_nor_learns(asked, world, browse):
    item = asked(world.council, hidden=True)
    assert (
        browse(world.dan).post(f"/fiches/{item.uid}/scrutin/", {"option": "a"}).status_code == 404
    )
    with acting(world.dan), connection.cursor() as cursor:
        cursor.execute("SELECT items_cast(%s, %s, '')", [item.pk, ["a"]])
        assert cursor.fetchone() == (False,)
    with acting(world.guy):
        assert not Ballot.objects.exists()
    with acting(world.guy), pytest.raises(Refusal):
        cast(item, ["a"], by=world.guy)
