"""What one types is kept."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile

from etabli.platform.items.drafts import LARGEST, MOST
from etabli.platform.items.models import Draft
from tests.items.talk import HTMX, said

PARAGRAPH = {
    "type": "doc",
    "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Pas encore"}]}],
}


def keep(browser, key, content):
    body = content if isinstance(content, str) else json.dumps(content)
    return browser.post(f"/brouillons/{key}/", body, content_type="application/json")


def test_it_comes_back_and_goes_when_emptied(world, browse):
    ana = browse(world.ana)
    assert keep(ana, "new:tasks:x", {"title": ["Curer"]}).status_code == 204
    assert ana.get("/brouillons/new:tasks:x/").json() == {"title": ["Curer"]}
    keep(ana, "new:tasks:x", {"title": ["Curer le fossé"], "_key": ["1"]})
    assert ana.get("/brouillons/new:tasks:x/").json() == {"title": ["Curer le fossé"]}
    keep(ana, "new:tasks:x", {})
    assert not Draft.objects.exists()


def test_it_is_hers_alone(world, browse):
    keep(browse(world.ana), "new:tasks:x", {"title": ["Secret"]})
    assert browse(world.ben).get("/brouillons/new:tasks:x/").json() == {}
    assert "Secret" not in browse(world.ben).get("/brouillons/").content.decode()
    browse(world.ben).post("/brouillons/new:tasks:x/abandon/")
    assert Draft.objects.count() == 1


def test_files_sent_while_typing_come_back_to_whoever_sent_them(world, browse):
    item = world.make("questions", world.roads, world.ana, title="Quel sable ?")
    ana, ben, sent = browse(world.ana), browse(world.ben), {}
    for browser in (ana, ben):
        file = SimpleUploadedFile("note.txt", b"bonjour", "text/plain")
        sent[browser] = browser.post("/fichiers/", {"file": file}).json()["uid"]
    both = {"body": ["Pas encore"], "file-kept": [*sent.values()]}
    keep(ana, f"comment:{item.uid}", both)
    page = ana.get(f"/fiches/{item.uid}/").content.decode()
    assert f'name="file-kept" value="{sent[ana]}" checked' in page and sent[ben] not in page
    drafts = ana.get("/brouillons/").content.decode()
    assert "Pas encore" in drafts and sent[ana] not in drafts


def test_what_cannot_be_kept_says_so(world, browse):
    ana = browse(world.ana)
    for sent in ("{", "[]", '"x"', "null", json.dumps({"body": ["x" * LARGEST]}), "[" * 100_000):
        answer = keep(ana, "comment:x", sent)
        assert answer.status_code == 422, sent[:20]
        assert answer.json()["error"]
    for key in ("A", "a b", "é", "x" * 121, "a/b"):
        assert keep(ana, key, {"body": ["x"]}).status_code == 404
    assert not Draft.objects.exists()


def test_it_holds_no_byte_that_the_database_refuses(world, browse):
    ana = browse(world.ana)
    assert keep(ana, "comment:x", {"body": ["a\x00b"], "c\x00": ["d"]}).status_code == 204
    assert ana.get("/brouillons/comment:x/").json() == {"body": ["ab"]}


def test_the_oldest_go_when_there_are_too_many(world, browse):
    Draft.objects.bulk_create(
        Draft(person=world.ana, key=f"k{n}", content={"a": ["b"]}) for n in range(MOST + 5)
    )
    keep(browse(world.ana), "comment:new", {"body": ["x"]})
    assert Draft.objects.count() == MOST
    assert Draft.objects.filter(key="comment:new").exists()


def test_the_list_says_what_each_is_about_and_leads_there(world, browse):
    item = world.make("tasks", world.council, world.ana, title="Budget")
    ben = browse(world.ben)
    comment = said(browse(world.ana), item, "Alors ?")
    keep(ben, f"comment:{item.uid}", {"body": ["Je crois que"]})
    keep(ben, f"comment:{item.uid}:{comment.uid}", {"body": [json.dumps(PARAGRAPH)]})
    page = ben.get("/brouillons/").content.decode()
    assert "Je crois que" in page and "Pas encore" in page and '"type"' not in page
    assert f'href="/commentaires/{comment.uid}/reponse/"' in page
    form = ben.get(f"/commentaires/{comment.uid}/reponse/", headers=HTMX).content.decode()
    assert "Pas encore" in form
    item.space.memberships.filter(person=world.ben).delete()
    page = ben.get("/brouillons/").content.decode()
    assert "Budget" not in page and "Je crois que" in page


def test_a_form_left_unsent_is_found_again_and_sending_it_forgets_it(world, browse):
    ana = browse(world.ana)
    key, path = f"new:tasks:{world.roads.uid}", f"/espaces/{world.roads.uid}/tasks/nouveau/"
    keep(ana, key, {"title": ["Curer le fossé"]})
    again = ana.get(path)
    assert again.status_code == 200
    assert "Curer le fossé" in again.content.decode()
    assert "Curer le fossé" not in browse(world.ben).get(path).content.decode()
    form = {"title": "Curer le fossé", "_key": "0192f2a0-0000-7000-8000-000000000010"}
    assert ana.post(path, form).status_code == 302
    assert not Draft.objects.exists()


def test_a_change_begun_before_somebody_elses_meets_it_when_sent(world, browse):
    task = world.make("tasks", world.roads, world.ana, title="Curer")
    path = f"/fiches/{task.uid}/modifier/"
    keep(browse(world.ben), f"edit:{task.uid}", {"title": ["Curer à fond"], "version": ["1"]})
    assert browse(world.ana).post(path, {"title": "Curer vite", "version": "1"}).status_code == 302
    form = browse(world.ben).get(path).content.decode()
    assert "Curer à fond" in form and 'name="version" value="1"' in form
    sent = browse(world.ben).post(path, {"title": "Curer à fond", "version": "1"})
    assert sent.status_code == 409
    assert "Curer vite" in sent.content.decode() and "Curer à fond" in sent.content.decode()
