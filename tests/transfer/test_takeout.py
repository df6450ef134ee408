"""Everything taken out and put back as it was."""

import shutil
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import override_settings

from etabli.platform.db.identity import acting
from etabli.platform.engine.registry import SHIPPED
from etabli.platform.events.later import later_listeners
from etabli.platform.files import storage
from etabli.platform.files.models import StoredFile
from etabli.platform.items.models import Item
from etabli.platform.people.models import Account, Person
from etabli.platform.transfer.refusing import Refused
from etabli.platform.transfer.takeout.tables import LEFT_OUT, TABLES
from tests import databases
from tests.transfer.rows import every_row
from tests.transfer.takeouts import brought, taken, tree
from tests.world import World


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


def test_apps_of_the_house_come_along_and_are_asked_for(database: str, tmp_path: Path) -> None:
    """Importing an export installs no app: that is for whoever trusts who wrote it."""
    kit = tmp_path / "kit"
    shutil.copytree(SHIPPED / "publications", kit / "notices")
    definition = kit / "notices" / "app.yaml"
    definition.write_text(definition.read_text().replace("app: publications", "app: notices"))
    with override_settings(KIT_FOLDERS=[str(SHIPPED), str(kit)]):
        folder = taken(tmp_path / "export")
    assert (folder / "apps" / "notices" / "app.yaml").read_text() == definition.read_text()
    with pytest.raises(Refused, match="notices"):
        brought(folder)
    with override_settings(KIT_FOLDERS=[str(SHIPPED), str(folder / "apps")]):
        brought(folder)
