"""A word said with one gesture."""

import pytest

from etabli.platform.events.models import Event
from etabli.platform.items.models import Reaction
from tests.items.talk import HTMX, discussion, said


@pytest.fixture
def item(world):
    return world.make("questions", world.roads, world.ana, title="Quel sable ?")


def test_thanking_then_taking_it_back(world, browse, item):
    comment = said(browse(world.ben), item, "Du 0/4.")
    ana, path = browse(world.ana), f"/commentaires/{comment.uid}/reactions/"
    page = ana.post(path, {"kind": "thanks"}, headers=HTMX).content.decode()
    assert 'aria-pressed="true"' in page
    assert 'aria-pressed="false"' in discussion(browse(world.ben), item)
    ana.post(path, {"kind": "thanks"})
    assert not Reaction.objects.exists()
    verbs = [fact.verb for fact in Event.objects.filter(verb__endswith="reacted").order_by("id")]
    assert verbs == ["reacted", "unreacted"]


def test_words_are_sorted_by_meaning_not_by_number(world, browse, item):
    comment = said(browse(world.ben), item, "Du 0/4.")
    path = f"/commentaires/{comment.uid}/reactions/"
    for person, kinds in ((world.ana, ("review",)), (world.ben, ("review", "seen"))):
        for kind in kinds:
            browse(person).post(path, {"kind": kind})
    page = discussion(browse(world.ana), item)
    assert page.index('value="seen"') < page.index('value="review"')


def test_the_words_are_offered_where_one_reacts(world, browse, item):
    comment = said(browse(world.ben), item, "Du 0/4.")
    page = browse(world.ana).get(f"/commentaires/{comment.uid}/reactions/", headers=HTMX)
    for kind in ("seen", "thanks", "bravo", "agreed", "review"):
        assert f'value="{kind}"' in page.content.decode()


def test_a_word_that_does_not_exist_is_not_said(world, browse, item):
    comment = said(browse(world.ben), item, "Du 0/4.")
    ana = browse(world.ana)
    for kind in ("", "love", "seen\x00", "x" * 500):
        for path in (f"/commentaires/{comment.uid}/reactions/", f"/fiches/{item.uid}/reactions/"):
            assert ana.post(path, {"kind": kind}).status_code == 404
    assert not Reaction.objects.exists()


def test_reacting_to_the_item_itself(world, browse, item):
    browse(world.ben).post(f"/fiches/{item.uid}/reactions/", {"kind": "bravo"})
    assert Reaction.objects.get().comment_id is None
