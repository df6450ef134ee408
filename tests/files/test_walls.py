"""A file is seen by its author, then by those who see what it is attached to."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from etabli.platform.db.identity import acting
from etabli.platform.files.models import StoredFile
from etabli.platform.items.models import Attachment, Comment, Draft, Item, ItemRef
from etabli.platform.items.tidying import forget_deleted_words, remove_orphan_files
from etabli.platform.spaces.models import Membership
from tests.files import pictures
from tests.items.talk import HTMX, discussion, said

EVERYBODY = ("ana", "ben", "chloe", "dan", "guy")


def sent(browser, name="plan.png", content=None):
    upload = SimpleUploadedFile(name, content or pictures.png())
    return browser.post("/fichiers/", {"file": upload}).json()


def may_open(world, browse, file):
    found = set()
    for name in EVERYBODY:
        browser = browse(getattr(world, name))
        seen = {browser.get(file[key]).status_code for key in ("url", "thumbnail")}
        assert len(seen) == 1, "a thumbnail is as closed as its file"
        if seen == {200}:
            found.add(name)
    return found


@pytest.fixture
def task(world):
    return world.make("tasks", world.council, world.ana, title="Budget")


def test_a21_nobody_but_its_author_until_it_is_attached(world, browse, task):
    file = sent(browse(world.ben))
    assert may_open(world, browse, file) == {"ben"}
    said(browse(world.ben), task, f"Voici ![le plan](file:{file['uid']})")
    assert may_open(world, browse, file) == {"ana", "ben"}


def test_files_sent_with_a_message_belong_to_it(world, browse, task):
    upload = SimpleUploadedFile("devis.pdf", b"%PDF-1.4 devis")
    comment = said(browse(world.ben), task, "Le devis", file=upload)
    page = discussion(browse(world.ana), task)
    assert "devis.pdf" in page
    stored = StoredFile.objects.get()
    assert Attachment.objects.get(comment=comment).file == stored
    assert stored.url in page


def test_another_ones_file_is_not_taken_by_naming_it(world, browse, task):
    file = sent(browse(world.ana))
    own = world.make("questions", world.roads, world.dan, title="À moi ?")
    dan = browse(world.dan)
    said(dan, own, f"![volé](file:{file['uid']})")
    said(dan, own, "volé", **{"file-kept": file["uid"]})
    assert may_open(world, browse, file) == {"ana"}
    assert file["uid"] not in discussion(dan, own)
    assert not Attachment.objects.exists()


def test_a_file_attached_once_is_only_pointed_to_elsewhere(world, browse, task):
    file = sent(browse(world.ana))
    said(browse(world.ana), task, f"![plan](file:{file['uid']})")
    public = world.make("questions", world.roads, world.ana, title="Plan ?")
    said(browse(world.ana), public, f"![plan](file:{file['uid']})")
    assert may_open(world, browse, file) == {"ana", "ben"}
    assert file["uid"] not in discussion(browse(world.dan), public)
    assert file["uid"] in discussion(browse(world.ben), public)


def test_the_file_follows_when_the_item_changes_hands(world, browse, task):
    file = sent(browse(world.ana))
    said(browse(world.ana), task, f"![plan](file:{file['uid']})")
    Item.objects.filter(pk=task.pk).update(audience=world.roads.readers)
    assert may_open(world, browse, file) == {"ana", "ben", "chloe", "dan"}
    Item.objects.filter(pk=task.pk).update(audience=world.vault.readers)
    assert may_open(world, browse, file) == {"ana"}


def test_leaving_the_space_closes_the_file(world, browse, task):
    file = sent(browse(world.ana))
    said(browse(world.ana), task, f"![plan](file:{file['uid']})")
    Membership.objects.filter(space=world.council, person=world.ben).delete()
    assert may_open(world, browse, file) == {"ana"}


def test_deleting_the_message_closes_its_file_and_undoing_opens_it_again(world, browse, task):
    ben = browse(world.ben)
    upload = SimpleUploadedFile("plan.png", pictures.png())
    comment = said(ben, task, "Le plan", file=upload)
    stored = StoredFile.objects.get()
    file = {"url": stored.url, "thumbnail": stored.thumbnail_url}
    assert may_open(world, browse, file) == {"ana", "ben"}
    ben.post(f"/commentaires/{comment.uid}/suppression/")
    assert may_open(world, browse, file) == {"ben"}
    ben.post(f"/commentaires/{comment.uid}/restauration/")
    assert may_open(world, browse, file) == {"ana", "ben"}


def test_editing_keeps_the_files_one_keeps(world, browse, task):
    ben = browse(world.ben)
    comment = said(ben, task, "Deux plans", file=SimpleUploadedFile("a.png", pictures.png()))
    stored = StoredFile.objects.get()
    form = ben.get(f"/commentaires/{comment.uid}/texte/", headers=HTMX).content.decode()
    assert str(stored.uid) in form
    path = f"/commentaires/{comment.uid}/texte/"
    ben.post(path, {"body": "Un plan", "version": "1", "file-kept": str(stored.uid)})
    assert stored.url in discussion(browse(world.ana), task)
    ben.post(path, {"body": "Plus de plan", "version": "2"})
    assert stored.url not in discussion(browse(world.ana), task)


def test_a_message_refused_keeps_the_files_that_came_with_it(world, browse, task):
    upload = SimpleUploadedFile("plan.png", pictures.png())
    text = f"Avec [@Dan](person:{world.dan.uid})"
    again = browse(world.ben).post(
        f"/fiches/{task.uid}/commentaires/", {"body": text, "file": upload}, headers=HTMX
    )
    page = again.content.decode()
    stored = StoredFile.objects.get()
    assert f'value="{stored.uid}"' in page and 'name="unheard"' in page
    said(browse(world.ben), task, text, unheard="yes", **{"file-kept": str(stored.uid)})
    assert stored.url in discussion(browse(world.ana), task)


def test_the_database_holds_the_wall_by_itself(world, browse, task):
    file = sent(browse(world.ana))
    said(browse(world.ana), task, f"![plan](file:{file['uid']})")
    mine = sent(browse(world.dan), "mien.png")
    with acting(world.dan):
        assert {str(one.uid) for one in StoredFile.objects.all()} == {mine["uid"]}
        assert not Attachment.objects.exists()
    widen = "UPDATE files_storedfile SET audience_id = %s"
    attach = """INSERT INTO items_attachment (file_id, item_id, field, audience_id)
                SELECT id, 1, '', %s FROM files_storedfile"""
    for statement in (widen, attach):
        with pytest.raises(DatabaseError), transaction.atomic(), acting(world.dan):
            connection.cursor().execute(statement, [world.roads.readers_id])


def test_what_is_attached_to_nothing_goes_after_a_day_but_for_drafts(world, browse, task):
    ana = browse(world.ana)
    forgotten, drafted, attached = sent(ana, "a.png"), sent(ana, "b.png"), sent(ana, "c.png")
    Draft.objects.create(
        person=world.ana, key="comment:x", content={"body": [f"![](file:{drafted['uid']})"]}
    )
    said(ana, task, f"![plan](file:{attached['uid']})")
    assert remove_orphan_files() == 0
    for file in StoredFile.objects.all():
        file.created_at -= timedelta(hours=25)
        file.save(update_fields=["created_at"])
    assert remove_orphan_files() == 1
    left = {str(uid) for uid in StoredFile.objects.values_list("uid", flat=True)}
    assert left == {drafted["uid"], attached["uid"]}
    assert ana.get(attached["url"]).status_code == 200
    assert ana.get(forgotten["url"]).status_code == 404


def test_deleted_words_and_files_go_for_good_after_thirty_days(world, browse, task):
    ben = browse(world.ben)
    comment = said(ben, task, "Secret", file=SimpleUploadedFile("a.png", pictures.png(77, 7)))
    ben.post(f"/commentaires/{comment.uid}/suppression/")
    assert forget_deleted_words() == 0
    Comment.objects.update(deleted_at=comment.created_at - timedelta(days=31))
    StoredFile.objects.update(created_at=comment.created_at - timedelta(days=31))
    assert forget_deleted_words() == 1
    assert remove_orphan_files() == 1
    assert not ItemRef.objects.filter(comment=comment).exists()
    assert ben.post(f"/commentaires/{comment.uid}/restauration/").status_code == 404


def test_bytes_stay_while_one_row_has_them(world, browse, task):
    ana, ben = browse(world.ana), browse(world.ben)
    one, two = sent(ana), sent(ben)
    said(ben, task, f"![plan](file:{two['uid']})")
    StoredFile.objects.update(created_at=task.created_at - timedelta(days=2))
    assert remove_orphan_files() == 1
    assert ana.get(one["url"]).status_code == 404
    assert ana.get(two["url"]).status_code == 200
