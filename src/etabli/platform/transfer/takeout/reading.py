"""Puts an export back into a network where nothing was written yet."""

from collections.abc import Iterator
from pathlib import Path

from django.db import Error, connection, transaction
from django.utils.translation import gettext as _

from etabli.platform.events.later import later_listeners
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.search.indexing import reindex
from etabli.platform.spaces.models import Space
from etabli.platform.transfer.loading.rows import in_bulk
from etabli.platform.transfer.refusing import Refused
from etabli.platform.transfer.takeout import blobs
from etabli.platform.transfer.takeout.definitions import demand_apps
from etabli.platform.transfer.takeout.lines import insert_lines, resume_numbering
from etabli.platform.transfer.takeout.manifest import Contents, Manifest, check_lines, read_manifest
from etabli.platform.transfer.takeout.tables import Table, tables
from etabli.platform.transfer.takeout.writing import DATA, LIST, Progress

AUDIENCES = "SELECT access_refresh(id, NULL) FROM access_audience"
# What happened before is told already: listeners start after it. Transactions of another
# cluster mean nothing here; zero stands before all that are to come.
EVENTS = "UPDATE events_event SET tx = '0'"
CURSORS = """
INSERT INTO events_cursor (listener, tx, event_id, at)
SELECT name, '0', coalesce((SELECT max(id) FROM events_event), 0), now()
FROM unnest(%s::text[]) name
ON CONFLICT (listener) DO UPDATE SET tx = excluded.tx, event_id = excluded.event_id
"""


def put_back(folder: Path, progress: Progress) -> Manifest:
    """Give an empty network the contents of an export, all of it or nothing.

    Everything is checked before anything is written. Raises Refused.
    """
    folder = folder.resolve()
    manifest = read_manifest(folder)
    _check_tables(folder, manifest)
    demand_apps(folder, manifest.apps)
    _demand_empty()
    try:
        with transaction.atomic():
            _load(folder, manifest, progress)
    except Error as error:
        raise Refused(
            _("This export contradicts itself: %(reason)s") % {"reason": str(error).splitlines()[0]}
        ) from error
    return manifest


def _check_tables(folder: Path, manifest: Manifest) -> None:
    known = {table.name: list(table.columns) for table in tables()}
    said = {name: contents.columns for name, contents in manifest.tables.items()}
    if known != said:
        raise Refused(_("This export was made by another version of Établi: use that one."))
    for name, contents in manifest.tables.items():
        check_lines(folder / DATA / f"{name}.jsonl", contents)
    check_lines(folder / DATA / LIST, manifest.files)
    for blob in _blobs(folder):
        blobs.check(blob, folder)


def _demand_empty() -> None:
    if any(model._default_manager.exists() for model in (Person, Space, Item)):
        raise Refused(
            _("This network is not empty: an export comes into a new one (bin/etabli … --data).")
        )


def _load(folder: Path, manifest: Manifest, progress: Progress) -> None:
    with in_bulk(), connection.cursor() as cursor:
        # The house that the installation made gives way to the one that comes.
        cursor.execute("DELETE FROM house_house")
        for done, table in enumerate(tables()):
            progress(_("Tables"), done)
            _load_table(folder, table, manifest.tables[table.name])
        cursor.execute(AUDIENCES)
        cursor.execute(EVENTS)
        cursor.execute(CURSORS, [[listener.name for listener in later_listeners()]])
    for done, blob in enumerate(_blobs(folder)):
        progress(_("Files"), done)
        blobs.bring(blob, folder)
    reindex(progress=lambda done, total: progress(_("Search index"), done))


def _load_table(folder: Path, table: Table, contents: Contents) -> None:
    with (folder / DATA / f"{table.name}.jsonl").open("rb") as lines:
        if insert_lines(table, lines) != contents.rows:
            raise Refused(_("The manifest of this export is damaged."))
    if table.key == ("id",) and table.name != "house_house":
        resume_numbering(table)


def _blobs(folder: Path) -> Iterator[blobs.Blob]:
    with (folder / DATA / LIST).open("rb") as lines:
        yield from blobs.read_blobs(lines)
