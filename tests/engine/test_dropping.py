"""Files dropped together become documents in a folder; folders are neither valid nor expired."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from etabli.platform.db.identity import acting
from etabli.platform.engine.definition.faults import DefinitionError
from etabli.platform.engine.definition.loading import load
from etabli.platform.engine.registry import SHIPPED
from etabli.platform.files.models import StoredFile
from etabli.platform.items.models import Item, Review, Version
from etabli.platform.spaces.settling import switch_apps


@pytest.fixture
def folder(world):
    world.forget()
    with acting(world.ana):
        for space in (world.roads, world.council):
            switch_apps(space, ["documents", "tasks"], by=world.ana)
    return world.make("documents", world.roads, world.ana, title="Arrêtés", kind="folder")


def sent(*names, content=b"bonjour"):
    return [SimpleUploadedFile(name, content + name.encode(), "text/plain") for name in names]


def drop(browser, space, **form):
    return browser.post(f"/espaces/{space.uid}/documents/depot/", form)


def test_each_file_becomes_a_document_in_the_folder_one_dropped_them_in(folder, world, browse):
    ben = browse(world.ben)
    page = ben.get(f"/fiches/{folder.uid}/").content.decode()
    assert f"depot/?sous={folder.uid}" in page
    form = ben.get(f"/espaces/{world.roads.uid}/documents/depot/?sous={folder.uid}")
    assert f'value="{folder.uid}" selected' in form.content.decode()
    files = sent("Arrêté_12.txt", "Arrêté 13.final.txt")
    answer = drop(ben, world.roads, file=files, under=str(folder.uid), keeper=str(world.ana.uid))
    assert answer.status_code == 302 and answer["Location"] == f"/fiches/{folder.uid}/"
    made = Item.objects.filter(data__under=folder.pk).order_by("title")
    assert [one.title for one in made] == ["Arrêté 12", "Arrêté 13.final"]
    assert {one.data["kind"] for one in made} == {"file"}
    assert {one.data["keeper"] for one in made} == {world.ana.pk}
    inside = ben.get(f"/fiches/{folder.uid}/").content.decode().split('id="dessous"')[1]
    for file in StoredFile.objects.all():
        assert file.url in inside and browse(world.dan).get(file.url).status_code == 200


def test_files_sent_ahead_become_documents_too_and_nobody_takes_those_of_another(
    folder, world, browse
):
    ben, ahead = browse(world.ben), []
    for browser, name in ((ben, "Ahead.txt"), (browse(world.ana), "D'Ana.txt")):
        ahead.append(browser.post("/fichiers/", {"file": sent(name)[0]}).json()["uid"])
    form = {"file-kept": ahead, "file": sent("Avec.txt"), "under": str(folder.uid)}
    assert drop(ben, world.roads, **form).status_code == 302
    made = Item.objects.filter(data__under=folder.pk).order_by("title")
    assert [one.title for one in made] == ["Ahead", "Avec"]
    # Refused for another reason, the form names them still.
    again = ben.post("/fichiers/", {"file": sent("Encore.txt")[0]}).json()["uid"]
    page = drop(ben, world.roads, **{"file-kept": again, "keeper": "personne"})
    assert page.status_code == 422 and f'value="{again}" checked' in page.content.decode()


def test_what_cannot_be_taken_is_said_and_the_rest_is_there(folder, world, browse, settings_of):
    ben = browse(world.ben)
    assert drop(ben, world.roads).status_code == 422
    files = [*sent("Bon.txt"), SimpleUploadedFile("vide.txt", b"")]
    answer = ben.post(f"/espaces/{world.roads.uid}/documents/depot/", {"file": files}, follow=True)
    page = answer.content.decode()
    assert "1 fichier est là" in page and "vide.txt" in page
    assert [one.title for one in Item.objects.exclude(pk=folder.pk)] == ["Bon"]
    many = drop(ben, world.roads, file=sent(*(f"{n}.txt" for n in range(51))))
    assert many.status_code == 422 and "plusieurs fois" in many.content.decode()


def test_only_members_drop_and_only_where_an_app_says_so(folder, world, browse):
    for person, space in ((world.dan, world.roads), (world.guy, world.council)):
        assert drop(browse(person), space, file=sent("a.txt")).status_code == 404
    assert browse(world.ben).get(f"/espaces/{world.roads.uid}/tasks/depot/").status_code == 404
    hidden = world.make("documents", world.vault, world.ana, title="zqsecretqz", kind="folder")
    answer = drop(browse(world.ben), world.roads, file=sent("a.txt"), under=str(hidden.uid))
    assert answer.status_code == 422 and "zqsecretqz" not in answer.content.decode()
    assert not Item.objects.filter(title="a").exists()


def test_a_folder_is_neither_reviewed_nor_published(folder, world, browse):
    file = world.make("documents", world.roads, world.ana, title="Règlement", kind="rule")
    assert [one.item_id for one in Review.objects.all()] == [file.pk]
    ana = browse(world.ana)
    assert "versions-t" not in ana.get(f"/fiches/{folder.uid}/").content.decode()
    assert ana.post(f"/fiches/{folder.uid}/versions/", {"words": "Une"}).status_code == 404
    assert ana.post(f"/fiches/{file.uid}/versions/", {"words": "Une"}).status_code == 302
    assert Version.objects.get().item_id == file.pk
    change = {"title": "Règlement", "kind": "folder", "version": "2"}
    assert ana.post(f"/fiches/{file.uid}/modifier/", change).status_code == 302
    assert not Review.objects.exists()


def test_a_replaced_file_is_kept_and_given_back(folder, world, browse):
    ben = browse(world.ben)
    drop(ben, world.roads, file=sent("Plan.txt"))
    item = Item.objects.get(title="Plan")
    first = StoredFile.objects.get()
    change = {"title": "Plan", "kind": "file", "version": str(item.version), "file": sent("B.txt")}
    assert ben.post(f"/fiches/{item.uid}/modifier/", change).status_code == 302
    assert Item.objects.get(pk=item.pk).data["file"] != [first.pk]
    then = browse(world.dan).get(f"/fiches/{item.uid}/historique/1/").content.decode()
    assert first.url in then and browse(world.dan).get(first.url).status_code == 200
    ben.post(f"/fiches/{item.uid}/historique/1/retour/")
    assert Item.objects.get(pk=item.pk).data["file"] == [first.pk]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("each: file", "each: title", "title"),
        ("    default: file\n", "", "kind"),
        ("""when: "kind != 'folder'"}\n\nmay""", """when: "today() > now()"}\n\nmay""", "now()"),
    ],
)
def test_a_definition_that_cannot_is_refused(tmp_path, before, after, said):
    text = (SHIPPED / "documents" / "app.yaml").read_text("utf-8")
    text = text.replace("demo: demo.yaml\nhelp: {}\n", "")
    assert before in text
    text = text.replace(before, after)
    home = tmp_path / "documents"
    home.mkdir()
    (home / "app.yaml").write_text(text, "utf-8")
    with pytest.raises(DefinitionError) as refused:
        load(home)
    assert said in str(refused.value)
