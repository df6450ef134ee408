"""Takes everything out of a network, into one folder."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from django.db import connection, transaction
from django.utils.translation import gettext as _

from etabli.platform.transfer.refusing import Refused
from etabli.platform.transfer.takeout import blobs
from etabli.platform.transfer.takeout.definitions import save_apps
from etabli.platform.transfer.takeout.lines import rows_of
from etabli.platform.transfer.takeout.manifest import (
    Contents,
    Manifest,
    write_lines,
    write_manifest,
)
from etabli.platform.transfer.takeout.pages.site import write_pages
from etabli.platform.transfer.takeout.tables import tables

DATA = "data"
LIST = "files.jsonl"
README = "LISEZMOI-README.txt"


class Progress(Protocol):
    """Told what is being done, and how much of it is done."""

    def __call__(self, what: str, done: int) -> None: ...


def take_out(folder: Path, *, with_passwords: bool, progress: Progress) -> Manifest:
    """Write a whole network into a folder that does not exist yet, or is empty.

    Everything is as it was at one moment. The folder appears once all of it is written.
    Raises Refused, and leaves nothing behind, when it cannot be.
    """
    with _appearing(folder) as half, _one_moment():
        manifest = Manifest(
            passwords=with_passwords,
            tables=_save_tables(half, with_passwords, progress),
            files=_save_files(half, progress),
            apps=save_apps(half),
        )
        write_pages(half, lambda done: progress(_("Pages"), done))
        (half / README).write_text(_readme(), "utf-8")
        write_manifest(half, manifest)
    return manifest


@contextmanager
def _appearing(folder: Path) -> Iterator[Path]:
    """A folder beside the one wanted, that takes its name at the end."""
    half = folder.with_name(f".{folder.name}.half")
    try:
        if folder.is_symlink() or (folder.exists() and any(os.scandir(folder))):
            raise Refused(_("%(folder)s is not empty: choose another.") % {"folder": folder})
        # What an export that was killed had begun.
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        yield half
        half.rename(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _unwritable(folder: Path, error: OSError) -> Refused:
    words = {"folder": folder, "reason": error.strerror or str(error)}
    return Refused(_("%(folder)s cannot be written: %(reason)s.") % words)


@contextmanager
def _one_moment() -> Iterator[None]:
    """The network as it is now, whatever is written meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _save_tables(folder: Path, with_passwords: bool, progress: Progress) -> dict[str, Contents]:
    (folder / DATA).mkdir()
    saved = {}
    for done, table in enumerate(tables()):
        progress(_("Tables"), done)
        lines = rows_of(table, with_passwords=with_passwords)
        saved[table.name] = write_lines(folder / DATA / f"{table.name}.jsonl", lines, table.columns)
    return saved


def _save_files(folder: Path, progress: Progress) -> Contents:
    (folder / blobs.FOLDER).mkdir()

    def saved() -> Iterator[bytes]:
        for done, key in enumerate(blobs.keys()):
            progress(_("Files"), done)
            yield blobs.line_of(blobs.save(key, folder))

    return write_lines(folder / DATA / LIST, saved(), blobs.Blob.model_fields)


def _readme() -> str:
    return (
        "Export d’un réseau Établi. Ouvrez pages/index.html dans un navigateur pour tout lire ;\n"
        "« bin/etabli import export DOSSIER » remet tout dans un réseau vide.\n"
        "Ce dossier contient aussi ce qui était confidentiel : gardez-le comme tel.\n\n"
        "Export of an Établi network. Open pages/index.html in a browser to read everything;\n"
        "“bin/etabli import export FOLDER” puts everything back into an empty network.\n"
        "This folder also holds what was confidential: keep it so.\n"
    )
