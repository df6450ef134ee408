"""An answer is retained."""

import pytest

from etabli.platform.events.models import Event
from etabli.platform.items.models import Item
from tests.items.talk import discussion, said


@pytest.fixture
def item(world):
    return world.make("questions", world.roads, world.ana, title="Quel sable ?")


def test_ana_retains_bens_answer_and_everybody_sees_it_first(world, browse, item):
    said(browse(world.dan), item, "Je ne sais pas.")
    good = said(browse(world.ben), item, "Du 0/4.")
    assert browse(world.ana).post(f"/commentaires/{good.uid}/acceptation/").status_code == 302
    page = discussion(browse(world.dan), item)
    assert page.index("Du 0/4.") < page.index("Je ne sais pas.")
    assert page.count("Du 0/4.") == 2
    assert Event.objects.filter(verb="accepted", comment_id=good.pk).exists()


def test_only_who_asked_and_animators_retain(world, browse, item):
    good = said(browse(world.ben), item, "Du 0/4.")
    for person in (world.ben, world.dan, world.chloe):
        assert browse(person).post(f"/commentaires/{good.uid}/acceptation/").status_code == 404


def test_taking_it_back(world, browse, item):
    good = said(browse(world.ben), item, "Du 0/4.")
    ana = browse(world.ana)
    ana.post(f"/commentaires/{good.uid}/acceptation/")
    ana.post(f"/commentaires/{good.uid}/acceptation/", {"off": "1"})
    assert Item.objects.get(pk=item.pk).accepted_comment_id is None


def test_a_retained_answer_that_is_deleted_is_no_longer_retained(world, browse, item):
    good = said(browse(world.ben), item, "Du 0/4.")
    browse(world.ana).post(f"/commentaires/{good.uid}/acceptation/")
    browse(world.ben).post(f"/commentaires/{good.uid}/suppression/")
    assert Item.objects.get(pk=item.pk).accepted_comment_id is None
    assert "Du 0/4." not in discussion(browse(world.ana), item)


def test_tasks_have_no_answer_to_retain(world, browse):
    task = world.make("tasks", world.roads, world.ana, title="Poser le sable")
    comment = said(browse(world.ben), task, "Fait.")
    assert browse(world.ana).post(f"/commentaires/{comment.uid}/acceptation/").status_code == 404
