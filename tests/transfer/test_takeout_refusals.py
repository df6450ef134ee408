"""Exports that cannot be written or taken."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from etabli.platform.db.identity import acting
from etabli.platform.files.receiving import receive
from etabli.platform.people.models import Person
from etabli.platform.transfer.refusing import Refused
from tests import databases
from tests.transfer.rows import every_row
from tests.transfer.samples import small_export
from tests.transfer.takeouts import brought, imported, taken
from tests.world import World


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
