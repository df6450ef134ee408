"""A network in one file, and back."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from etabli.platform.db import roles
from etabli.platform.people.models import Person
from etabli.site.backups.archive import ArchiveFault
from etabli.site.backups.restoring import OPEN_DOORS
from etabli.site.cli.backup import back_up
from etabli.site.cli.restore import put_back
from etabli.site.server import Server
from etabli.site.terminal import CommandFault
from tests import databases
from tests.world import World, signed_in


@pytest.fixture
def here(world: World) -> Server:
    """The server, at the database of this test's world."""
    return replace(databases.server(), name=connection.settings_dict["NAME"])


@pytest.fixture
def elsewhere() -> Iterator[Server]:
    """Another database, where nothing is yet."""
    server = replace(databases.server(), name=f"{connection.settings_dict['NAME']}_b")
    with server.admin() as admin:
        roles.make_database(admin, server.name)
        yield server
        roles.drop_database(admin, server.name)


def content(server: Server) -> dict[str, str]:
    """A digest of each table."""
    with server.admin(server.name) as admin:
        tables = admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        names = sorted(str(row[0]) for row in tables)
        rows = {name: admin.execute(f'SELECT t::text FROM "{name}" t ORDER BY 1') for name in names}  # type: ignore[call-overload]
        return {
            name: hashlib.sha256("\n".join(str(row[0]) for row in found).encode()).hexdigest()
            for name, found in rows.items()
        }


def test_f9_a_network_comes_back_whole(here: Server, elsewhere: Server, tmp_path: Path) -> None:
    letter = Path(settings.MEDIA_ROOT) / "ab" / "cd" / "abcdef"
    letter.parent.mkdir(parents=True)
    letter.write_bytes(b"a letter")
    before, file = content(here), tmp_path / "backup.zip"

    report = back_up(here, file)
    letter.write_bytes(b"lost")
    restored = put_back(elsewhere, file)

    assert content(elsewhere) == before
    assert letter.read_bytes() == b"a letter"
    assert report["people"] == restored["people"] == Person.objects.count()
    assert restored["files"] == 1


def test_f9_walls_come_back_too(here: Server, elsewhere: Server, tmp_path: Path) -> None:
    back_up(here, tmp_path / "backup.zip")
    put_back(elsewhere, tmp_path / "backup.zip")
    walls = "SELECT tablename, policyname, qual FROM pg_policies ORDER BY 1, 2"
    forced = "SELECT relname FROM pg_class WHERE relforcerowsecurity ORDER BY 1"
    for question in (walls, forced):
        with here.admin(here.name) as one, elsewhere.admin(elsewhere.name) as other:
            assert one.execute(question).fetchall() == other.execute(question).fetchall()
    with elsewhere.connect("etabli_app") as web:
        row = web.execute("SELECT count(*) FROM items_item").fetchone()
    assert row == (0,)


def test_f9_a_session_that_was_ended_since_stays_ended(
    here: Server, elsewhere: Server, world: World, tmp_path: Path
) -> None:
    """Who signed out on a device that was stolen is not signed in again by a restore."""
    signed_in(world.ana)
    assert Session.objects.exists()
    back_up(here, tmp_path / "backup.zip")
    put_back(elsewhere, tmp_path / "backup.zip")
    with elsewhere.admin(elsewhere.name) as admin:
        for table in OPEN_DOORS:
            assert admin.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_network_is_not_overwritten_by_surprise(here: Server, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    back_up(here, file)
    assert Person.objects.update(job="Somebody else")
    with pytest.raises(CommandFault, match="--replace"):
        put_back(here, file)
    before = content(here)
    connection.close()
    put_back(here, file, over=True)
    assert content(here) != before


@pytest.mark.parametrize("damage", ["cut", "flipped", "not a zip", "not ours"])
def test_a_damaged_file_changes_nothing(
    here: Server, elsewhere: Server, tmp_path: Path, damage: str
) -> None:
    file = tmp_path / "backup.zip"
    back_up(here, file)
    content_of_file = bytearray(file.read_bytes())
    if damage == "cut":
        content_of_file = content_of_file[: len(content_of_file) // 2]
    elif damage == "flipped":
        content_of_file[len(content_of_file) // 2] ^= 0xFF
    elif damage == "not a zip":
        content_of_file = bytearray(b"hello")
    file.write_bytes(content_of_file)
    if damage == "not ours":
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("letter.txt", "hello")
    with pytest.raises(ArchiveFault):
        put_back(elsewhere, file)
    assert content(elsewhere) == {}


def test_a_file_cannot_leave_the_store(here: Server, elsewhere: Server, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    back_up(here, file)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("files/../../outside", "hello")
    with pytest.raises(ArchiveFault):
        put_back(elsewhere, file)
    assert not (tmp_path.parent / "outside").exists()
    assert content(elsewhere) == {}


def test_a_backup_from_the_future_is_refused(
    here: Server, elsewhere: Server, tmp_path: Path
) -> None:
    file, ahead = tmp_path / "backup.zip", tmp_path / "ahead.zip"
    back_up(here, file)
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(ahead, "w") as target:
        for name in source.namelist():
            read = source.read(name)
            if name == "backup.json":
                about = json.loads(read)
                about["migrations"].append("items.9999_tomorrow")
                read = json.dumps(about).encode()
            target.writestr(name, read)
    with pytest.raises(ArchiveFault):
        put_back(elsewhere, ahead)


def test_a_backup_is_for_its_owner_alone(here: Server, tmp_path: Path) -> None:
    back_up(here, tmp_path / "backup.zip")
    assert (tmp_path / "backup.zip").stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob(".*half"))
