"""The history of an item, and going back on one change."""

import pytest

from etabli.platform.db.identity import acting
from etabli.platform.engine.writing import edit, move
from etabli.platform.events.models import Event
from etabli.platform.items.history import history_of
from etabli.platform.items.models import Item, Revision


@pytest.fixture
def task(world):
    return world.make("tasks", world.roads, world.ana, title="Curer le fossé")


def changed(task, by, **values):
    fresh = Item.objects.select_related("space", "author").get(pk=task.pk)
    with acting(by):
        edit(fresh, values, by=by)
    return fresh.version


def test_it_says_who_changed_what_from_what_to_what(world, browse, task):
    changed(task, world.ben, title="Curer le fossé nord")
    page = browse(world.ana).get(f"/fiches/{task.uid}/historique/").content.decode()
    assert "Ben Roy" in page
    assert "Curer le fossé → <b>Curer le fossé nord</b>" in page


def test_undoing_gives_back_the_former_value_as_a_new_change(world, browse, task):
    n = changed(task, world.ben, title="Curer le fossé nord")
    undo = f"/fiches/{task.uid}/historique/{n}/annulation/"
    assert undo in browse(world.ana).get(f"/fiches/{task.uid}/historique/").content.decode()
    assert browse(world.ana).post(undo).status_code == 302
    fresh = Item.objects.get(pk=task.pk)
    assert fresh.title == "Curer le fossé"
    assert fresh.version == n + 1
    assert Revision.objects.get(item=task, n=n + 1).verb == "undone"
    assert Event.objects.filter(item_id=task.pk).latest("id").actor_id == world.ana.pk


def test_what_changed_again_since_is_not_undone(world, browse, task):
    n = changed(task, world.ben, title="Fossé nord")
    changed(task, world.ana, title="Fossé sud")
    undo = f"/fiches/{task.uid}/historique/{n}/annulation/"
    page = browse(world.ana).get(f"/fiches/{task.uid}/historique/").content.decode()
    assert undo not in page
    late = browse(world.ana).post(undo)
    assert late.status_code == 409
    assert Item.objects.get(pk=task.pk).title == "Fossé sud"


def test_who_may_not_edit_does_not_undo(world, browse, task):
    n = changed(task, world.ben, title="Fossé nord")
    undo = f"/fiches/{task.uid}/historique/{n}/annulation/"
    assert undo not in browse(world.dan).get(f"/fiches/{task.uid}/historique/").content.decode()
    for person in (world.dan, world.chloe):
        assert browse(person).post(undo).status_code == 404
    assert (
        browse(world.ana).post(f"/fiches/{task.uid}/historique/999/annulation/").status_code == 404
    )


def test_a_step_is_not_undone_from_the_history(world, browse, task):
    fresh = Item.objects.select_related("space", "author").get(pk=task.pk)
    with acting(world.ana):
        move(fresh, "start", {}, by=world.ana)
    n = Revision.objects.filter(item=task).latest("n").n
    undo = f"/fiches/{task.uid}/historique/{n}/annulation/"
    assert browse(world.ana).post(undo).status_code == 404


def test_restricted_fields_stay_out_of_the_history_of_those_who_may_not_read_them(world):
    # A revision of a restricted field lives under the audience of that field.
    task = world.make("tasks", world.roads, world.ana, title="Salaire")
    Revision.objects.create(
        item=task,
        n=task.version + 1,
        verb="edited",
        actor=world.ana,
        patch={"title": ["1200", "1300"]},
        audience=world.vault.readers,
    )
    with acting(world.dan):
        assert "1300" not in str(history_of(task, world.dan))
    with acting(world.ana):
        assert "1300" in str(history_of(task, world.ana))
