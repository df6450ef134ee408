"""People talk under an item."""

import json
import threading
import time

import pytest
from django.db import connection, transaction
from django.http import Http404

from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.events.models import Event
from etabli.platform.items.commenting import comment
from etabli.platform.items.doors import fetch_item
from etabli.platform.items.models import Comment, Item, Revision
from tests.items.talk import HTMX, answered, discussion, said, say


@pytest.fixture
def item(world):
    return world.make("questions", world.roads, world.ana, title="Quel sable pour la rue Haute ?")


def test_ben_answers_ana_and_dan_reads_it(world, browse, item):
    said(browse(world.ben), item, "Du **0/4**, comme l’an dernier.")

    page = discussion(browse(world.dan), item)
    assert "<strong>0/4</strong>" in page
    assert "Ben Roy" in page
    assert "write-new" in page


def test_the_editor_sends_json_a_plain_box_sends_markdown(world, browse, item):
    document = {"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "Bonjour"}]}]}  # fmt: skip
    one = said(browse(world.ben), item, json.dumps(document, separators=(",", ":")))
    other = said(browse(world.ben), item, "Bonjour")
    assert one.body == other.body == document
    assert one.text == "Bonjour"


def test_an_answer_to_an_answer_joins_the_thread(world, browse, item):
    first = said(browse(world.ben), item, "Du 0/4.")
    second = answered(browse(world.ana), first, "Et le prix ?")
    third = answered(browse(world.ben), second, "Le même.")
    assert second.parent_id == third.parent_id == first.pk
    page = discussion(browse(world.ana), item)
    assert page.index("Du 0/4") < page.index("Et le prix") < page.index("Le même")


def test_what_is_empty_or_unreadable_is_refused_beside_the_box_and_nothing_is_lost(
    world, browse, item
):
    ben = browse(world.ben)
    for sent in ("", "   \n ", '{"type":"doc","content":[{"type":"script"}]}', '{"type":'):
        answer = say(ben, item, sent)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert 'aria-invalid="true"' in page
    long = "Beaucoup à dire. " * 13_000
    answer = say(ben, item, long)
    assert answer.status_code == 422
    assert long[:2000] in answer.content.decode()
    assert not Comment.objects.exists()


def test_a_form_sent_twice_is_said_once(world, browse, item):
    ben, key = browse(world.ben), "0192f2a0-0000-7000-8000-000000000001"
    one = say(ben, item, "Une fois.", _key=key)
    two = say(ben, item, "Une fois.", _key=key)
    assert one["Location"] == two["Location"]
    assert Comment.objects.count() == 1


def test_after_sending_the_box_is_empty_and_the_draft_gone(world, browse, item):
    ben = browse(world.ben)
    key = f"comment:{item.uid}"
    ben.post(
        f"/brouillons/{key}/", json.dumps({"body": ["Je pen"]}), content_type="application/json"
    )
    assert "Je pen" in discussion(ben, item)
    page = ben.post(
        f"/fiches/{item.uid}/commentaires/", {"body": "Je pense que oui."}, headers=HTMX
    ).content.decode()
    assert "Je pense que oui." in page
    assert "Je pen\n" not in discussion(ben, item)
    assert not ben.get(f"/brouillons/{key}/").json()


def test_editing_keeps_what_it_said_before(world, browse, item):
    ben = browse(world.ben)
    comment = said(ben, item, "Du 0/6.")
    form = ben.get(f"/commentaires/{comment.uid}/texte/", headers=HTMX).content.decode()
    assert "Du 0/6." in form
    sent = ben.post(f"/commentaires/{comment.uid}/texte/", {"body": "Du 0/4.", "version": "1"})
    assert sent.status_code == 302
    ana = browse(world.ana)
    page = discussion(ana, item)
    assert "Du 0/4." in page and "Du 0/6." not in page
    assert "modifié" in page or "edited" in page
    former = ana.get(f"/commentaires/{comment.uid}/versions/", headers=HTMX).content.decode()
    assert "Du 0/6." in former
    assert Revision.objects.get(comment=comment).patch["@body"][1] is not None


def test_nobody_edits_what_another_wrote(world, browse, item):
    comment = said(browse(world.ben), item, "Du 0/4.")
    for person in (world.ana, world.chloe, world.dan):
        for method in ("get", "post"):
            answer = getattr(browse(person), method)(f"/commentaires/{comment.uid}/texte/")
            assert answer.status_code == 404
    comment.refresh_from_db()
    assert comment.text == "Du 0/4."


def test_two_windows_do_not_overwrite_each_other(world, browse, item):
    ben = browse(world.ben)
    comment = said(ben, item, "Un.")
    ben.post(f"/commentaires/{comment.uid}/texte/", {"body": "Deux.", "version": "1"})
    late = ben.post(f"/commentaires/{comment.uid}/texte/", {"body": "Trois.", "version": "1"})
    assert late.status_code == 422
    assert "Trois." in late.content.decode()
    comment.refresh_from_db()
    assert comment.text == "Deux."


def test_a_deleted_message_keeps_its_place_and_loses_its_words(world, browse, item):
    ben = browse(world.ben)
    comment = said(ben, item, "Mot de passe : sésame")
    answered(browse(world.ana), comment, "Ne l’écrivez pas ici.")
    ben.post(f"/commentaires/{comment.uid}/texte/", {"body": "Mot de passe : caché"})
    gone = ben.post(f"/commentaires/{comment.uid}/suppression/", follow=False)
    assert gone.status_code == 302

    page = discussion(browse(world.ana), item)
    assert "sésame" not in page and "caché" not in page
    assert "Ne l’écrivez pas ici." in page
    versions = f"/commentaires/{comment.uid}/versions/"
    assert "sésame" not in browse(world.ana).get(versions, headers=HTMX).content.decode()
    assert not any("sésame" in json.dumps(event.payload) for event in Event.objects.all())


def test_deleting_can_be_undone_by_who_did_it_alone(world, browse, item):
    ben = browse(world.ben)
    comment = said(ben, item, "À revoir.")
    answer = ben.post(f"/commentaires/{comment.uid}/suppression/", headers=HTMX)
    undo = json.loads(answer["HX-Trigger"])["toast"]["undo"]
    assert undo == f"/commentaires/{comment.uid}/restauration/"
    assert browse(world.ana).post(undo).status_code == 404
    assert ben.post(undo).status_code == 302
    assert "À revoir." in discussion(browse(world.ana), item)


def test_an_animator_removes_what_should_not_be_there(world, browse, item):
    comment = said(browse(world.ben), item, "Publicité.")
    assert browse(world.dan).post(f"/commentaires/{comment.uid}/suppression/").status_code == 404
    assert browse(world.chloe).post(f"/commentaires/{comment.uid}/suppression/").status_code == 404
    browse(world.ana).post(f"/commentaires/{comment.uid}/suppression/")
    page = discussion(browse(world.ben), item)
    assert "Publicité." not in page
    assert browse(world.ben).post(f"/commentaires/{comment.uid}/restauration/").status_code == 404


def test_answering_what_was_deleted_meanwhile_keeps_the_text(world, browse, item):
    comment = said(browse(world.ben), item, "Du 0/4.")
    browse(world.ben).post(f"/commentaires/{comment.uid}/suppression/")
    late = browse(world.ana).post(f"/commentaires/{comment.uid}/reponse/", {"body": "Merci bien."})
    assert late.status_code == 422
    assert "Merci bien." in late.content.decode()


def test_the_link_of_a_message_leads_to_the_page_that_holds_it(world, browse, item):
    ben = browse(world.ben)
    first = said(ben, item, "Message 0")
    for number in range(1, 45):
        said(ben, item, f"Message {number}")
    place = ben.get(f"/commentaires/{first.uid}/")["Location"]
    path, _, anchor = place.partition("#")
    assert anchor == f"c-{first.uid}"
    assert f'id="{anchor}"' in ben.get(path, headers=HTMX).content.decode()
    page = discussion(ben, item)
    assert f'id="{anchor}"' not in page
    assert "avant=" in page


def test_the_facts_say_ids_and_no_words(world, browse, item):
    comment = said(browse(world.ben), item, "Secret de fabrication, @Ana Diaz")
    answered(browse(world.ana), comment, "Chut")
    facts = list(Event.objects.filter(verb="commented").order_by("id"))
    assert [fact.comment_id for fact in facts] == list(
        Comment.objects.order_by("pk").values_list("pk", flat=True)
    )
    assert facts[0].payload["mentioned"] == [world.ana.pk]
    assert facts[1].payload["parent"] == comment.pk
    assert "Secret" not in json.dumps([fact.payload for fact in facts])


def test_a11_what_is_said_while_the_item_changes_hands_goes_where_it_went(world, item):
    said_by: dict[str, object] = {}

    def speak(person):
        try:
            with acting(person):
                fresh = fetch_item(item.uid, by=person)
                waiting.set()
                said_by[person.name] = comment(fresh, from_markdown("Entre nous"), by=person)
        except Http404:
            said_by[person.name] = None
        finally:
            connection.close()

    for person in (world.ana, world.ben):
        waiting = threading.Event()
        Item.objects.filter(pk=item.pk).update(audience=world.roads.readers_id)
        with transaction.atomic():
            Item.objects.filter(pk=item.pk).update(audience=world.vault.readers_id)
            thread = threading.Thread(target=speak, args=[person])
            thread.start()
            waiting.wait(10)
            time.sleep(0.3)
        thread.join(10)
    assert said_by["Ben Roy"] is None
    assert Comment.objects.get().audience_id == world.vault.readers_id
