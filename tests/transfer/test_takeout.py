"""Everything taken out, readable without the program, and put back as it was."""

import hashlib
import json
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.events.later import later_listeners
from etabli.platform.files import storage
from etabli.platform.files.models import StoredFile
from etabli.platform.files.receiving import receive
from etabli.platform.items.commenting import comment
from etabli.platform.items.models import Item
from etabli.platform.people.models import Account, Person
from etabli.platform.transfer.refusing import Refused
from etabli.platform.transfer.takeout.reading import put_back
from etabli.platform.transfer.takeout.tables import LEFT_OUT, TABLES
from etabli.platform.transfer.takeout.writing import take_out
from tests import databases
from tests.transfer.rows import every_row
from tests.transfer.samples import small_export
from tests.transfer.test_slack_import import imported
from tests.world import World


def taken(folder: Path, *, with_passwords: bool = False) -> Path:
    take_out(folder, with_passwords=with_passwords, progress=lambda what, done: None)
    return folder


def brought(folder: Path) -> None:
    put_back(folder, lambda what, done: None)


@pytest.fixture
def full(world: World, tmp_path: Path) -> World:
    """The world with something of each kind in it."""
    imported(small_export(tmp_path / "slack.zip"))
    world.make("tasks", world.roads, world.ana, title="Réparer <b>le</b> banc")
    note = world.make(
        "publications",
        world.vault,
        world.ana,
        title="Sous clé",
        body=from_markdown(f"Voir [@Ben](person:{world.ben.uid}) et **ceci**."),
    )
    leave = {"kind": "paid", "period": {"start": "2026-12-01", "end": "2026-12-04"}}
    world.make("leave", world.council, world.ben, **leave)
    with acting(world.ana):
        kept = receive(
            SimpleUploadedFile("../plan <é>.txt", b"contenu du plan", "text/plain"), by=world.ana
        )
        made = comment(note, from_markdown("Premier mot"), by=world.ana, files=[kept])
        comment(note, from_markdown("Réponse"), by=world.ana, parent=made)
    return world


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_table_is_exported_or_left_out_with_a_reason() -> None:
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    decided = {*TABLES, *LEFT_OUT}
    assert known - decided == set()
    assert len(TABLES) + len(LEFT_OUT) == len(decided)


def test_a_network_put_back_is_the_same_row_by_row(full: World, tmp_path: Path) -> None:
    folder = taken(tmp_path / "export")
    Account.objects.update(password="!")
    before = every_row()
    before["transfer_importrun"] = []  # files read in the first network
    with databases.own(databases.empty_template(), tmp_path / "autre"):
        brought(folder)
        after = every_row()
        assert taken(tmp_path / "again") and tree(tmp_path / "again") == tree(folder)
        assert search_docs()
    for table, rows in before.items():
        assert after[table] == rows, table


def search_docs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_doc WHERE kind = 'item'")
        return int(cursor.fetchone()[0])


def test_what_is_made_afterwards_is_numbered_after_what_came(full: World, tmp_path: Path) -> None:
    folder = taken(tmp_path / "export")
    last = Item.objects.order_by("-pk")[0].pk
    with databases.own(databases.empty_template(), tmp_path / "autre"):
        brought(folder)
        ana = Person.objects.get(uid=full.ana.uid)
        space = Item.objects.get(title="Sous clé").space
        assert full.make("tasks", space, ana, title="Après").pk > last


def test_rights_are_the_same_once_put_back(full: World, tmp_path: Path) -> None:
    folder = taken(tmp_path / "export")
    with databases.own(databases.empty_template(), tmp_path / "autre"):
        brought(folder)
        for one, sees in ((full.ana, True), (full.ben, False), (full.chloe, False)):
            with acting(Person.objects.get(uid=one.uid)):
                assert Item.objects.filter(title="Sous clé").exists() is sees


def test_nothing_that_happened_before_is_told_again(full: World, tmp_path: Path) -> None:
    folder = taken(tmp_path / "export")
    with databases.own(databases.empty_template(), tmp_path / "autre"):
        brought(folder)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT c.listener FROM events_cursor c WHERE NOT EXISTS ("
                "SELECT 1 FROM events_event e WHERE (e.tx, e.id) > (c.tx, c.event_id))"
            )
            assert {row[0] for row in cursor.fetchall()} == {one.name for one in later_listeners()}


def test_passwords_stay_unless_asked_for(full: World, tmp_path: Path) -> None:
    words = Account.objects.exclude(password="")[0].password
    assert words.encode() not in b"".join(tree(taken(tmp_path / "sans")).values())
    assert words.encode() in b"".join(
        tree(taken(tmp_path / "avec", with_passwords=True)).values()
    ).replace(b"\\/", b"/")


def test_files_come_along_under_names_that_harm_nobody(full: World, tmp_path: Path) -> None:
    folder = taken(tmp_path / "export")
    kept = StoredFile.objects.get()
    path = folder / "files" / kept.key[:2] / f"{kept.key}.bin"
    assert path.read_bytes() == b"contenu du plan"
    for name in tree(folder):
        assert name.isascii() and "<" not in name and ".." not in name
    with databases.own(databases.empty_template(), tmp_path / "autre"):
        brought(folder)
        found = storage.read(StoredFile.objects.get().key)
        assert found and b"".join(found[1]) == b"contenu du plan"


class Links(HTMLParser):
    """The links, pictures and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.text = ""
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in ("href", "src") and value]

    def handle_data(self, data: str) -> None:
        self.text += data


def read_page(path: Path) -> Links:
    page = Links()
    page.feed(path.read_text("utf-8"))
    return page


def test_pages_lead_from_the_index_to_everything_that_was_written(
    full: World, tmp_path: Path
) -> None:
    folder = taken(tmp_path / "export")
    waiting, seen, words = [folder / "pages" / "index.html"], set(), ""
    while waiting:
        path = waiting.pop().resolve()
        if path in seen:
            continue
        seen.add(path)
        page = read_page(path)
        words += page.text
        assert "script" not in page.tags
        for link in page.links:
            if not link.startswith(("http://", "https://", "mailto:")):
                target = (path.parent / link).resolve()
                assert target.is_file() and folder in target.parents
                waiting += [target] if target.suffix == ".html" else []
    pages = {path.resolve() for path in (folder / "pages").rglob("*.html")}
    assert seen == pages
    for text in ("Réparer <b>le</b> banc", "Premier mot", "Réponse", "secret-a-trois", "@Ben Roy"):
        assert text in words
    assert "Chloé Petit" in words


def test_pages_speak_the_language_of_the_house(full: World, tmp_path: Path) -> None:
    index = (taken(tmp_path / "export") / "pages" / "index.html").read_text("utf-8")
    assert '<html lang="fr">' in index
    assert "Espace ouvert" in index


def test_a_folder_that_is_not_empty_is_refused(database: str, tmp_path: Path) -> None:
    (tmp_path / "déjà").mkdir()
    (tmp_path / "déjà" / "x").touch()
    with pytest.raises(Refused, match="not empty"):
        taken(tmp_path / "déjà")
    (tmp_path / "vide").mkdir()
    assert (taken(tmp_path / "vide") / "manifest.json").exists()


def test_an_export_that_fails_leaves_nothing_behind(
    database: str, tmp_path: Path, monkeypatch: Any
) -> None:
    def full_disk(folder: Path, progress: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("etabli.platform.transfer.takeout.writing.write_pages", full_disk)
    with pytest.raises(Refused, match="No space left"):
        taken(tmp_path / "export")
    assert list(tmp_path.glob("*export*")) == []
    with pytest.raises(Refused, match="cannot be written"):
        taken(tmp_path / "absent" / "export")


def test_only_an_empty_network_takes_an_export(world: World, tmp_path: Path) -> None:
    folder = taken(tmp_path / "export")
    before = every_row()
    with pytest.raises(Refused, match="not empty"):
        brought(folder)
    assert every_row() == before


def spoil_line(folder: Path) -> None:
    path = folder / "data" / "people_person.jsonl"
    path.write_text(path.read_text().replace("Ana", "Eve", 1))


def spoil_table(folder: Path) -> None:
    (folder / "data" / "items_item.jsonl").unlink()


def spoil_link(folder: Path) -> None:
    path = folder / "data" / "items_item.jsonl"
    shutil.move(path, folder / "ailleurs")
    path.symlink_to(folder / "ailleurs")


def spoil_file(folder: Path) -> None:
    next((folder / "files").rglob("*.bin")).write_bytes(b"autre chose")


def spoil_blob_name(folder: Path) -> None:
    listed(folder, {"key": "../../../../etc/passwd"})


def listed(folder: Path, line: dict[str, str]) -> None:

    path, manifest = folder / "data" / "files.jsonl", folder / "manifest.json"
    path.write_text(json.dumps(line) + "\n")
    found = json.loads(manifest.read_text())
    found["files"] |= {"rows": 1, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    manifest.write_text(json.dumps(found))


def rewrite(**changes: Any) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / "manifest.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | changes))

    return spoil


def spoil_columns(folder: Path) -> None:
    path = folder / "manifest.json"
    found = json.loads(path.read_text())
    found["tables"]["people_person"]["columns"].append("id) SELECT 1; --")
    path.write_text(json.dumps(found))


def spoil_count(folder: Path) -> None:
    path = folder / "manifest.json"
    found = json.loads(path.read_text())
    found["tables"]["people_person"]["rows"] += 1
    path.write_text(json.dumps(found))


SPOILED: dict[str, Callable[[Path], Any]] = {
    "a line changed": spoil_line,
    "a table gone": spoil_table,
    "a table that is a link": spoil_link,
    "a file changed": spoil_file,
    "a file with a path for name": spoil_blob_name,
    "columns that are not ours": spoil_columns,
    "rows that are not there": spoil_count,
    "another format": rewrite(format="autre"),
    "another version": rewrite(version=99),
    "a table nobody knows": rewrite(tables={"pg_authid": {}}),
    "no tables": rewrite(tables={}),
    "an app nobody knows": rewrite(apps={"inconnue": {}}),
    "no manifest": lambda folder: (folder / "manifest.json").unlink(),
    "a manifest cut short": lambda folder: (folder / "manifest.json").write_text('{"format'),
    "a list for manifest": lambda folder: (folder / "manifest.json").write_text("[]"),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export with a bit of everything, to copy and spoil."""
    place = tmp_path_factory.mktemp("whole")
    with databases.own(databases.empty_template(), place):
        imported(small_export(place / "slack.zip"))
        ana = Person.objects.get(name="Ana Diaz")
        with acting(ana):
            receive(SimpleUploadedFile("plan.txt", b"contenu", "text/plain"), by=ana)
        return taken(place / "export")


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_a_damaged_export_is_refused_with_a_sentence_and_nothing_is_written(
    database: str, whole: Path, tmp_path: Path, spoil: Callable[[Path], Any]
) -> None:
    folder = tmp_path / "export"
    shutil.copytree(whole, folder)
    spoil(folder)
    before = every_row()
    with pytest.raises(Refused) as refused:
        brought(folder)
    assert str(refused.value).endswith(".")
    assert every_row() == before


def test_an_export_that_is_whole_is_taken(database: str, whole: Path) -> None:
    brought(whole)
    assert Person.objects.filter(name="Ana Diaz").exists()
