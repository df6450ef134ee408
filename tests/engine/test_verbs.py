"""Items made, changed and moved by the rules of their app."""

import pytest

from etabli.platform.awaited.waiting import waiting_for
from etabli.platform.db.identity import acting
from etabli.platform.engine.writing import Refusal, assign, edit, move
from etabli.platform.items.models import Item, ItemPart, Revision
from etabli.platform.items.revising import StaleVersion


def _again(item, person):
    with acting(person):
        return Item.objects.select_related("space__archiving", "author").get(pk=item.pk)


def test_a_task_waits_for_its_assignee_until_it_is_done(world):
    task = world.make("tasks", world.roads, world.ana, title="Commander", assignee=world.ben.pk)
    world.forget()
    with acting(world.ben):
        (waiting,) = waiting_for(world.ben)
        assert waiting.item == task
        assert waiting.act == "do"
        move(_again(task, world.ben), "finish", {}, by=world.ben)
        assert not waiting_for(world.ben)


def test_what_is_handed_over_waits_for_the_other(world):
    task = world.make("tasks", world.council, world.ana, title="Relire", assignee=world.ben.pk)
    world.forget()
    with acting(world.ben):
        assign(_again(task, world.ben), world.ana, by=world.ben)
    world.forget()
    with acting(world.ana):
        assert [row.item for row in waiting_for(world.ana)] == [task]


def test_a_stale_change_is_refused_with_what_it_has_become(world):
    task = world.make("tasks", world.roads, world.ana, title="Relire")
    first, second = _again(task, world.ana), _again(task, world.ana)
    with acting(world.ana):
        edit(first, {"title": "Relire deux fois"}, by=world.ana)
    with acting(world.ana), pytest.raises(StaleVersion) as stale:
        edit(second, {"title": "Ne pas relire"}, by=world.ana)
    assert stale.value.current.title == "Relire deux fois"


def test_somebody_who_may_only_read_changes_nothing(world):
    task = world.make("tasks", world.roads, world.ana, title="Relire")
    world.forget()
    with acting(world.dan), pytest.raises(Refusal):
        edit(_again(task, world.dan), {"title": "Moi"}, by=world.dan)
    assert Item.objects.get().title == "Relire"


def test_a_restricted_field_is_read_by_those_it_names_alone(world):
    days = {"start": "2027-01-04", "end": "2027-01-05"}
    leave = world.make("leave", world.roads, world.ben, period=days, kind="family")
    world.forget()
    with acting(world.ana):
        assert ItemPart.objects.get(item=leave).data["kind"] == "family"
        move(_again(leave, world.ana), "approve", {}, by=world.ana)
    world.forget()
    with acting(world.dan):
        assert Item.objects.get(pk=leave.pk).data == {"period": days}
        assert not ItemPart.objects.exists()
        assert "kind" not in str(list(Revision.objects.values_list("patch", flat=True)))


def test_each_change_is_a_revision_of_its_version(world):
    task = world.make("tasks", world.roads, world.ana, title="Relire")
    with acting(world.ana):
        edit(_again(task, world.ana), {"title": "Relire tout"}, by=world.ana)
    rows = Revision.objects.filter(item=task).order_by("n")
    assert [(row.n, row.verb) for row in rows] == [(1, "created"), (2, "edited")]
    assert rows[1].patch["title"] == ["Relire", "Relire tout"]
