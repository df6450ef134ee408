"""A folder dropped beside the others is an app: no other file is touched."""

import re
from pathlib import Path

import pytest

from etabli.platform.db.identity import acting
from etabli.platform.engine.registry import get
from etabli.platform.items.models import Item
from etabli.platform.spaces.settling import switch_apps

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "premiere-app.md"


@pytest.fixture
def loans(tmp_path, settings_of, world):
    """The app of the tutorial, as its reader writes it, switched on in two spaces."""
    written = re.search(r"```yaml\n(.*?)```", TUTORIAL.read_text("utf-8"), re.S)[1]
    assert len(written.splitlines()) <= 31
    folder = tmp_path / "mes-apps" / "loans"
    folder.mkdir(parents=True)
    (folder / "app.yaml").write_text(written, encoding="utf-8")
    settings_of(KIT_FOLDERS=[str(folder.parent)])
    for space in (world.roads, world.vault):
        with acting(world.ana):
            switch_apps(space, ["loans"], by=world.ana)
    return get("loans")


def test_the_app_of_the_tutorial_works(loans, world, browse):
    ana, ben = browse(world.ana), browse(world.ben)
    base = f"/espaces/{world.roads.uid}/loans/"
    assert "Emprunté par" in ana.get(f"{base}nouveau/").content.decode()
    made = ana.post(
        f"{base}nouveau/",
        {"tool": "Débroussailleuse", "borrower": str(world.ben.uid), "back": "2026-12-04"},
    )
    assert made.status_code == 302
    item = Item.objects.get()
    for path in (base, f"{base}vues/list/", f"/fiches/{item.uid}/", f"{base}export.csv"):
        assert "Débroussailleuse" in ana.get(path).content.decode(), path
    assert "Débroussailleuse" in ben.get("/recherche/?q=debroussailleuse").content.decode()
    home = ben.get("/").content.decode()
    assert f"/fiches/{item.uid}/etapes/return/" in home and f"post-{item.uid}" in home
    assert (
        ben.post(f"/fiches/{item.uid}/etapes/return/", {"version": item.version}).status_code == 302
    )
    assert Item.objects.get().state == "returned"


def test_it_arrives_with_its_rights(loans, world, browse):
    """What is lent in the vault is met by nobody who is not in it."""
    secret = world.make(
        "loans", world.vault, world.ana, tool="Pince zqsecretqz", borrower=world.ana.pk
    )
    base = f"/espaces/{world.vault.uid}/loans/"
    paths = [base, f"{base}vues/list/", f"{base}nouveau/", f"{base}export.csv", "/", "/espaces/"]
    paths += [f"/fiches/{secret.uid}/", f"/fiches/{secret.uid}/modifier/"]
    paths += [f"/fiches/{secret.uid}/etapes/return/", "/recherche/?q=pince"]
    for person in (world.ben, world.dan, world.guy, world.chloe):
        browser = browse(person)
        for path in paths:
            answer = browser.get(path)
            assert "zqsecretqz" not in answer.content.decode(), (person.name, path)
            if str(secret.uid) in path or str(world.vault.uid) in path:
                assert answer.status_code == 404, (person.name, path)
    assert "zqsecretqz" in browse(world.ana).get(base).content.decode()


def test_a_broken_definition_is_said_and_the_others_go_on(tmp_path, settings_of, world, browse):
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "app.yaml").write_text("app: broken\nversion: 1.0.0\ncolour: red\n", encoding="utf-8")
    settings_of(KIT_FOLDERS=[*settings_of.kit, str(tmp_path)])
    base = f"/espaces/{world.roads.uid}/tasks/"
    assert browse(world.ana).get(base).status_code == 200
