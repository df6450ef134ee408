"""The trash."""

import pytest

from etabli.platform.events.models import Event
from etabli.platform.items.models import Comment, Item
from etabli.platform.items.trashing import KEPT_FOR, empty_trash
from tests.items.talk import said, say


@pytest.fixture
def item(world):
    return world.make("tasks", world.roads, world.ben, title="Curer le fossé")


def test_ben_throws_his_task_away_and_takes_it_out(world, browse, item):
    ben = browse(world.ben)
    away = ben.post(f"/fiches/{item.uid}/corbeille/")
    assert away["Location"] == f"/espaces/{world.roads.uid}/tasks/"
    assert Item.objects.get(pk=item.pk).trashed
    assert say(ben, item, "Encore ?").status_code == 404
    assert "Curer le fossé" in ben.get("/corbeille/").content.decode()
    assert "Curer le fossé" not in browse(world.dan).get("/corbeille/").content.decode()
    ben.post(f"/fiches/{item.uid}/corbeille/retrait/")
    assert not Item.objects.get(pk=item.pk).trashed
    verbs = Event.objects.filter(item_id=item.pk).order_by("id").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["trashed", "restored"]


def test_others_cannot(world, browse, item):
    for person in (world.dan, world.chloe, world.guy):
        assert browse(person).post(f"/fiches/{item.uid}/corbeille/").status_code == 404
    browse(world.ana).post(f"/fiches/{item.uid}/corbeille/")
    for person in (world.dan, world.chloe):
        path = f"/fiches/{item.uid}/corbeille/retrait/"
        assert browse(person).post(path).status_code == 404


def test_after_thirty_days_it_goes_for_good(world, browse, item):
    said(browse(world.ana), item, "Fait.")
    browse(world.ben).post(f"/fiches/{item.uid}/corbeille/")
    assert empty_trash() == 0
    trashed_at = Item.objects.get(pk=item.pk).trashed_at
    Item.objects.filter(pk=item.pk).update(trashed_at=trashed_at - KEPT_FOR)
    assert empty_trash() == 1
    assert not Item.objects.filter(pk=item.pk).exists()
    assert not Comment.objects.exists()
