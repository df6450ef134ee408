"""Documents are found by what they say, by those who may open them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from etabli.platform.files.models import StoredFile
from etabli.platform.items.models import Comment, Item
from etabli.platform.search.indexing import reindex
from tests.files import documents
from tests.files.conftest import work
from tests.search.looking import look

__all__ = ["work"]


def a_pdf(words: str = documents.WORDS) -> SimpleUploadedFile:
    return SimpleUploadedFile("plan.pdf", documents.pdf(words), "application/pdf")


@pytest.fixture
def task(world):
    return world.make("tasks", world.council, world.ana, title="Relire le dossier")


def attach(browser, item, *files):
    answer = browser.post(f"/fiches/{item.uid}/pieces/", {"file": list(files)})
    assert answer.status_code == 302


def test_a_document_is_found_by_what_it_says_by_its_readers_alone(world, browse, task, work):
    ana, ben, dan = browse(world.ana), browse(world.ben), browse(world.dan)
    attach(ana, task, a_pdf())
    work()
    found = look(ben, "radier mornay")
    assert found.urls == [f"/fiches/{task.uid}/"]
    assert "plan.pdf: Le <mark>radier</mark>" in found.page
    assert look(dan, "radier mornay").urls == []
    file = StoredFile.objects.get()
    ana.post(f"/fiches/{task.uid}/pieces/{file.uid}/retrait/")
    assert look(ben, "radier mornay").urls == []
    attach(ana, task, a_pdf("Une passerelle de bois"))
    work()
    assert look(ben, "radier").urls == []
    assert look(ben, "passerelle").urls == [f"/fiches/{task.uid}/"]


def test_a_document_read_before_it_was_attached_is_found_too(world, browse, task, work):
    ana = browse(world.ana)
    sent = ana.post("/fichiers/", {"file": a_pdf()}).json()
    work()
    assert look(ana, "radier").urls == []
    said = {"body": "Voici.", "file-kept": sent["uid"]}
    assert ana.post(f"/fiches/{task.uid}/commentaires/", said).status_code == 302
    comment = Comment.objects.get()
    assert look(browse(world.ben), "radier").urls == [f"/fiches/{task.uid}/#c-{comment.uid}"]
    assert look(browse(world.dan), "radier").urls == []


def test_it_follows_the_item_that_changes_hands_and_the_index_written_again(
    world, browse, task, work
):
    attach(browse(world.ana), task, a_pdf())
    work()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_doc WHERE kind = 'item'")
    assert look(browse(world.ben), "radier").urls == []
    reindex()
    assert look(browse(world.ben), "radier").urls == [f"/fiches/{task.uid}/"]
    world.council.memberships.filter(person=world.ben).delete()
    assert look(browse(world.ben), "radier").urls == []
    assert Item.objects.filter(pk=task.pk).exists()
