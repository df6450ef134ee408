"""Files beside an item: put there, seen, found, taken off, and by whom."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from etabli.platform.files.models import StoredFile
from etabli.platform.items.models import Item
from tests.files.pictures import png


def a_file(name="plan.pdf", content=b"%PDF-1.4 plan"):
    return SimpleUploadedFile(name, content, "application/pdf")


def pieces(item):
    return f"/fiches/{item.uid}/pieces/"


def shown(browser, item):
    """The files one is shown beside an item, and those one may take off."""
    page = browser.get(f"/fiches/{item.uid}/").content.decode()
    part = page.split('id="attachments"')[1].split("</section>")[0]
    return re.findall(r"<bdi>([^<]+)</bdi>", part), re.findall(r"pieces/[^/\"]+/retrait", part)


@pytest.fixture
def task(world):
    return world.make("tasks", world.council, world.ana, title="Relire le budget")


def test_who_takes_part_puts_files_there_and_takes_off_her_own(world, browse):
    # Whoever asks changes a question; members take part in it.
    task = world.make("questions", world.council, world.ana, title="Quel budget ?")
    ana, ben = browse(world.ana), browse(world.ben)
    page = ben.get(f"/fiches/{task.uid}/").content.decode()
    assert "20 fichiers au plus, de 25" in page, "limits are said before"
    ana.post(pieces(task), {"file": a_file("arrêté.pdf")})
    ben.post(pieces(task), {"file": [a_file(), SimpleUploadedFile("vue.png", png())]})
    names, removable = shown(ben, task)
    assert names == ["arrêté.pdf", "plan.pdf", "vue.png"] and len(set(removable)) == 2
    hers = StoredFile.objects.get(name="arrêté.pdf")
    assert ben.post(f"{pieces(task)}{hers.uid}/retrait/").status_code == 404
    his = StoredFile.objects.get(name="plan.pdf")
    answer = ana.post(f"{pieces(task)}{his.uid}/retrait/", HTTP_HX_REQUEST="true")
    assert "plan.pdf" not in answer.content.decode().split("Pièces jointes")[1]
    assert shown(ben, task)[0] == ["arrêté.pdf", "vue.png"]
    page = ana.get(f"/fiches/{task.uid}/historique/").content.decode()
    assert "a joint" in page and "a retiré" in page and "plan.pdf" in page


def test_files_sent_ahead_are_put_there_by_whoever_sent_them(world, browse):
    task = world.make("questions", world.council, world.ana, title="Quel budget ?")
    ana, ben = browse(world.ana), browse(world.ben)
    uids = [
        browser.post("/fichiers/", {"file": a_file(name)}).json()["uid"]
        for browser, name in ((ben, "de Ben.pdf"), (ana, "d’Ana.pdf"))
    ]
    ben.post(pieces(task), {"file-kept": [*uids, "n’importe quoi"]})
    assert shown(ben, task)[0] == ["de Ben.pdf"]
    many = [ana.post("/fichiers/", {"file": a_file()}).json()["uid"] for _ in range(20)]
    answer = ana.post(pieces(task), {"file-kept": many})
    assert answer.status_code == 422 and "Trop de fichiers" in answer.content.decode()
    assert shown(ana, task)[0] == ["de Ben.pdf"]


def test_those_who_may_only_look_open_them_and_put_none(world, browse):
    task = world.make("tasks", world.roads, world.ana, title="Commander du sel")
    browse(world.ana).post(pieces(task), {"file": a_file()})
    dan = browse(world.dan)
    names, removable = shown(dan, task)
    assert names == ["plan.pdf"] and removable == []
    stored = StoredFile.objects.get()
    assert dan.get(stored.url).status_code == 200
    assert dan.post(pieces(task), {"file": a_file("autre.pdf")}).status_code == 404
    assert StoredFile.objects.count() == 1


def test_each_request_asks_again_who_may_open_it(world, browse, task):
    browse(world.ana).post(pieces(task), {"file": a_file()})
    stored = StoredFile.objects.get()
    assert stored.audience_id == task.audience_id
    dan = browse(world.dan)
    for path in (stored.url, f"/fiches/{task.uid}/", pieces(task)):
        assert dan.get(path).status_code == 404
    assert browse(world.ben).get(stored.url).status_code == 200
    world.council.memberships.filter(person=world.ben).delete()
    assert browse(world.ben).get(stored.url).status_code == 404


def test_what_cannot_be_taken_is_said_and_the_rest_is_kept(world, browse, task, settings_of):
    settings_of(FILES_LIMIT=1000)
    ben = browse(world.ben)
    large = a_file("gros.pdf", b"x" * 2000)
    page = ben.post(pieces(task), {"file": [large, a_file()]}, HTTP_HX_REQUEST="true")
    assert page.status_code == 200 and "gros.pdf" in page.content.decode()
    assert shown(ben, task)[0] == ["plan.pdf"]
    alone = ben.post(pieces(task), {"file": a_file("gros.pdf", b"x" * 2000)})
    assert alone.status_code == 422 and "trop lourd" in alone.content.decode()
    assert ben.post(pieces(task), {}).status_code == 422
    many = [a_file(f"{n}.pdf", str(n).encode()) for n in range(20)]
    refused = ben.post(pieces(task), {"file": many})
    assert refused.status_code == 422 and "encore 19" in refused.content.decode()
    assert StoredFile.objects.count() == 1


def test_two_who_attach_at_once_both_do(world, browse, task):
    stale = Item.objects.get(pk=task.pk)
    browse(world.ana).post(pieces(task), {"file": a_file("un.pdf")})
    browse(world.ben).post(pieces(task), {"file": a_file("deux.pdf")})
    assert shown(browse(world.ana), task)[0] == ["un.pdf", "deux.pdf"]
    assert Item.objects.get(pk=task.pk).version == stale.version + 2


def test_they_are_sent_with_a_new_item_and_changed_with_its_form(world, browse):
    ben = browse(world.ben)
    new = f"/espaces/{world.roads.uid}/tasks/nouveau/"
    assert 'name="attachments"' in ben.get(new).content.decode()
    ben.post(new, {"title": "Poser", "attachments": [a_file("un.pdf"), a_file("deux.pdf", b"2")]})
    task = Item.objects.get()
    assert shown(ben, task)[0] == ["un.pdf", "deux.pdf"]
    kept = StoredFile.objects.get(name="deux.pdf")
    given = {"title": "Poser", "version": "1", "attachments-kept": str(kept.uid)}
    assert ben.post(f"/fiches/{task.uid}/modifier/", given).status_code == 302
    assert shown(ben, task)[0] == ["deux.pdf"]


def test_they_are_found_by_name_and_exported(world, browse, task):
    ana = browse(world.ana)
    ana.post(pieces(task), {"file": a_file("deviscouverture.pdf")})
    assert "Relire le budget" in ana.get("/recherche/?q=deviscouverture").content.decode()
    sheet = ana.get(f"/espaces/{world.council.uid}/tasks/export.csv").content.decode()
    assert "Pièces jointes" in sheet and "deviscouverture.pdf" in sheet
    stored = StoredFile.objects.get()
    ana.post(f"{pieces(task)}{stored.uid}/retrait/")
    assert "Relire le budget" not in ana.get("/recherche/?q=deviscouverture").content.decode()


def test_a_file_of_somebody_else_cannot_be_named(world, browse, task):
    answer = browse(world.ana).post("/fichiers/", {"file": a_file("secret.pdf")})
    uid = answer.json()["uid"]
    form = {"title": "X", "version": "1", "attachments": uid}
    assert browse(world.ben).post(f"/fiches/{task.uid}/modifier/", form).status_code in (404, 422)
    assert StoredFile.objects.get().audience_id is None


def test_an_app_that_takes_no_file_has_no_place_for_them(world, browse):
    days = {"start": "2027-01-04", "end": "2027-01-05"}
    leave = world.make("leave", world.roads, world.ben, period=days, kind="family")
    ben = browse(world.ben)
    assert 'id="attachments"' not in ben.get(f"/fiches/{leave.uid}/").content.decode()
    assert ben.post(pieces(leave), {"file": a_file()}).status_code == 404


def test_photos_of_a_form_are_kept_and_stay(world, browse):
    ben = browse(world.ben)
    ben.post(
        f"/espaces/{world.roads.uid}/incidents/nouveau/",
        {
            "title": "Fuite",
            "place.label": "24, avenue des Tilleuls",
            "severity": "urgent",
            "kind": "network",
            "photos": SimpleUploadedFile("fuite.png", png()),
        },
    )
    item = Item.objects.get()
    stored = StoredFile.objects.get()
    assert item.data["photos"] == [stored.pk]
    page = ben.get(f"/fiches/{item.uid}/modifier/").content.decode()
    assert f'name="photos-kept" value="{stored.uid}" checked' in page
    given = {"title": "Fuite d’eau", "place.label": "24", "severity": "urgent", "kind": "network"}
    given |= {"version": "1", "photos-kept": str(stored.uid)}
    assert ben.post(f"/fiches/{item.uid}/modifier/", given).status_code == 302
    assert Item.objects.get().data["photos"] == [stored.pk]
