"""A granted leave tells the team when, and nothing else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.engine.writing import edit, move
from etabli.platform.files.models import StoredFile
from etabli.platform.files.receiving import receive
from etabli.platform.items.commenting import comment
from etabli.platform.items.models import Comment, Item, ItemPart, ItemRef, Revision
from etabli.platform.people.models import Person
from tests.world import World

SECRET = "Opération du genou"


@pytest.fixture(params=[False, True], ids=["alone", "with somebody standing in"])
def granted(request: pytest.FixtureRequest, world: World) -> Item:
    """Ben's leave in Roads: changed once, refused, asked again, granted."""
    with acting(world.ben):
        proof = receive(SimpleUploadedFile("genou.txt", b"certificat"), by=world.ben)
    values = {"period": {"start": "2027-03-01", "end": "2027-03-05"}, "kind": "child"}
    values |= {"substitute": world.chloe.pk} if request.param else {}
    made = world.make("leave", world.roads, world.ben, note="Merci", proof=[proof.pk], **values)
    _do(world, world.ben, lambda item: edit(item, {"note": SECRET}, by=world.ben))
    _do(world, world.ana, lambda item: comment(item, from_markdown(SECRET), by=world.ana))
    _do(world, world.ana, lambda item: move(item, "refuse", {}, by=world.ana, reason=SECRET))
    _do(world, world.ben, lambda item: move(item, "ask_again", {}, by=world.ben))
    _do(world, world.ana, lambda item: move(item, "approve", {}, by=world.ana))
    return made


def _do(world: World, by: Person, act: object) -> None:
    world.forget()
    with acting(by):
        act(Item.objects.select_related("space", "author", "assignee").get())  # type: ignore[operator]


def test_colleagues_learn_the_dates_alone(granted: Item, world: World, browse: object) -> None:
    world.forget()
    with acting(world.dan):
        item = Item.objects.get()
        assert set(item.data) <= {"period", "substitute"}
        assert not ItemPart.objects.exists()
        assert not ItemRef.objects.filter(field__in=["proof", "note", "kind"]).exists()
        assert not StoredFile.objects.exists()
        assert not Comment.objects.exists()
        said = [(one.reason, one.patch) for one in Revision.objects.all()]
    assert SECRET not in str(said), said
    page = browse(world.dan).get(f"/fiches/{granted.uid}/")  # type: ignore[operator]
    assert page.status_code == 200
    assert SECRET not in page.content.decode()
    assert "genou" not in page.content.decode()


def test_the_person_and_her_manager_still_read_it_all(
    granted: Item, world: World, browse: object
) -> None:
    for person in (world.ben, world.ana):
        world.forget()
        with acting(person):
            assert ItemPart.objects.get().data["note"] == SECRET
            assert StoredFile.objects.exists()
            assert Comment.objects.get().text == SECRET
            assert SECRET in [one.reason for one in Revision.objects.all()]
        page = browse(person).get(f"/fiches/{granted.uid}/historique/")  # type: ignore[operator]
        assert SECRET in page.content.decode()
