"""One act on many items: the rights of each are asked, what was not done is told, undone."""

import pytest

from etabli.platform.engine.models import Batch
from etabli.platform.engine.writing import batching
from etabli.platform.items.models import Item
from tests.engine.crowd import multiply


@pytest.fixture
def tasks(world):
    return [
        world.make("tasks", world.roads, world.ana, title=f"Tâche {n}", assignee=world.ben.pk)
        for n in range(3)
    ]


def _act(browser, world, act, items, **sent):
    base = f"/espaces/{world.roads.uid}/tasks/lot/"
    chosen = {"fiche": [str(one.uid) for one in items], "acte": act, "vue": "open"}
    form = browser.post(base, chosen)
    done = browser.post(base, chosen | {"oui": "1"} | sent)
    return form, done


def _now(items):
    return [Item.objects.get(pk=one.pk) for one in items]


def test_many_are_given_to_somebody_and_given_back(tasks, world, browse):
    ana = browse(world.ana)
    form, done = _act(ana, world, "assign", tasks, assignee=str(world.ana.uid))
    assert "3\u00a0fiches" in form.content.decode() or "3 fiches" in form.content.decode()
    assert {one.assignee_id for one in _now(tasks)} == {world.ana.pk}
    told = ana.get(done["Location"]).content.decode()
    assert "Tout annuler" in told
    ana.post(f"{done['Location']}annulation/")
    assert {one.assignee_id for one in _now(tasks)} == {world.ben.pk}
    assert "C’est annulé" in ana.get(done["Location"]).content.decode()


def test_a_field_a_tag_a_stage_and_the_trash(tasks, world, browse):
    ben = browse(world.ben)
    _act(ben, world, "set:priority", tasks, priority="high")
    _act(ben, world, "tag", tasks, tags="Neige")
    _act(ben, world, "move:finish", tasks)
    for one in _now(tasks):
        assert (one.data["priority"], one.state) == ("high", "done")
        assert one.data["tags"] and one.t1 == "high"
    _form, done = _act(browse(world.ana), world, "trash", tasks)
    assert all(one.trashed for one in _now(tasks))
    browse(world.ana).post(f"{done['Location']}annulation/")
    assert not any(one.trashed for one in _now(tasks))


def test_what_one_may_not_do_stays_as_it_was_and_is_told(tasks, world, browse):
    mine = world.make("tasks", world.roads, world.ben, title="La mienne")
    ben = browse(world.ben)
    _form, done = _act(ben, world, "trash", [*tasks, mine])
    assert [one.trashed for one in _now([*tasks, mine])] == [False, False, False, True]
    told = ben.get(done["Location"]).content.decode()
    assert "Tâche 1" in told and "Vous ne pouvez pas faire cela ici." in told
    _form, done = _act(browse(world.dan), world, "set:priority", tasks, priority="low")
    assert {one.data.get("priority") for one in _now(tasks)} != {"low"}


def test_nothing_hidden_is_touched_or_told(world, browse, tasks):
    hidden = world.make("tasks", world.vault, world.ana, title="zqsecretqz")
    ben = browse(world.ben)
    form, done = _act(ben, world, "set:priority", [hidden], priority="low")
    assert "zqsecretqz" not in form.content.decode()
    assert Item.objects.get(pk=hidden.pk).version == 1
    _form, done = _act(ben, world, "set:priority", tasks, priority="low")
    assert browse(world.ana).get(done["Location"]).status_code == 404
    assert browse(world.ana).post(f"{done['Location']}annulation/").status_code == 404


@pytest.mark.parametrize("act", ["", "rien", "set:title2", "set:details", "move:rien", "set"])
def test_an_act_that_is_not_one_answers_as_what_is_not_there(tasks, world, browse, act):
    form, _done = _act(browse(world.ana), world, act, tasks)
    assert form.status_code == 404


def test_what_is_wrong_is_said_beside_it(tasks, world, browse):
    _form, done = _act(browse(world.ana), world, "set:priority", tasks, priority="jamais")
    assert done.status_code == 422 and "field__err" in done.content.decode()
    _form, done = _act(browse(world.ana), world, "tag", tasks, tags="")
    assert done.status_code == 422
    assert not Batch.objects.exists()


def test_nothing_chosen_is_said_and_chosen_ones_are_exported(tasks, world, browse):
    ana = browse(world.ana)
    form, _done = _act(ana, world, "trash", [])
    assert form.status_code == 302
    form, _done = _act(ana, world, "export", tasks[:2])
    text = form.content.decode("utf-8-sig")
    assert "Tâche 0" in text and "Tâche 1" in text and "Tâche 2" not in text


def test_all_that_match_beyond_five_hundred_are_done_by_the_worker(tasks, world, browse):
    multiply(tasks[0], 620, state="'todo'")
    base = f"/espaces/{world.roads.uid}/tasks/lot/"
    sent = {"tout": "1", "requete": "?q=Fiche", "vue": "open", "acte": "set:priority"}
    ana = browse(world.ana)
    done = ana.post(base, sent | {"oui": "1", "priority": "low"})
    batch = Batch.objects.get()
    assert (batch.total, len(batch.done), batch.ended_at) == (620, 0, None)
    assert "every 2s" in ana.get(done["Location"]).content.decode()
    for _turn in range(7):
        batching.go_on()
    batch.refresh_from_db()
    assert batch.ended_at and len(batch.done) == 620 and not batch.refused
    assert Item.objects.filter(t1="low").count() == 620
    assert {one.t1 for one in _now(tasks)} != {"low"}
