"""Puts a network back, beside what is there, and then in its place."""

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO

import psycopg
import psycopg.sql
from django.utils.translation import gettext as _

from etabli.platform.db import roles
from etabli.site.backups.archive import DUMP, extract_files
from etabli.site.backups.dumping import restore
from etabli.site.migrating import migrate
from etabli.site.server import Server

Progress = Callable[[int], None]
OPEN_DOORS = ("django_session", "usersessions_usersession", "signin_loginlink", "staff_handedcode")
"""Who was signed in when the backup was made, and what would still let somebody in."""


class RestoreFault(Exception):
    """A sentence: nothing was restored, and why."""


def is_empty(server: Server) -> bool:
    """Whether nobody has entered this network yet."""
    with server.connect("etabli_sys") as line:
        if line.execute("SELECT to_regclass('people_person')").fetchone() == (None,):
            return True
        return line.execute("SELECT 1 FROM people_person LIMIT 1").fetchone() is None


def bring_back(
    server: Server, archive: zipfile.ZipFile, files: Path, on_bytes: Progress, on_file: Progress
) -> int:
    """Restore database and files. A failure before the end leaves everything as it was.

    Returns the number of files. Raises RestoreFault, DumpFault, ArchiveFault, OSError.
    """
    files_coming = files.with_name(f"{files.name}.coming")
    shutil.rmtree(files_coming, ignore_errors=True)
    files_coming.mkdir(mode=0o700, parents=True)
    try:
        number = extract_files(archive, files_coming, on_file)
        with archive.open(DUMP) as dumped:
            if server.cluster is not None:
                _restore_beside(server, dumped, on_bytes)
            else:
                _restore_in_place(server, dumped, on_bytes)
        _change_folders(files, files_coming)
    finally:
        shutil.rmtree(files_coming, ignore_errors=True)
    return number


def _restore_beside(server: Server, dumped: IO[bytes], on_bytes: Progress) -> None:
    coming, leaving = replace(server, name=f"{server.name}_coming"), f"{server.name}_leaving"
    with server.admin() as admin:
        for name in (coming.name, leaving):
            roles.drop_database(admin, name)
        roles.make_database(admin, coming.name)
        try:
            restore(coming, dumped, on_bytes)
            migrate(coming)
            _shut_doors(coming)
        except BaseException:
            roles.drop_database(admin, coming.name)
            raise
        roles.end_sessions(admin, server.name)
        roles.rename_database(admin, server.name, leaving)
        roles.rename_database(admin, coming.name, server.name)
        roles.drop_database(admin, leaving)


def _restore_in_place(server: Server, dumped: IO[bytes], on_bytes: Progress) -> None:
    """On somebody else's server, into a database where there is nothing."""
    with server.connect("etabli_owner") as owner:
        filled = owner.execute(
            "SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1"
        ).fetchone()
    if filled:
        words = _(
            "On an external server a backup is restored into an empty database, and %(name)s is "
            "not: create another one and name it in DATABASE_URL."
        )
        raise RestoreFault(words % {"name": server.name})
    try:
        restore(server, dumped, on_bytes)
        migrate(server)
        _shut_doors(server)
    except psycopg.Error as error:
        raise RestoreFault(str(error).strip()) from error


def _shut_doors(server: Server) -> None:
    """A session that was ended, or a link that was used, since the backup stays over."""
    with server.connect("etabli_sys") as line:
        for table in OPEN_DOORS:
            line.execute(psycopg.sql.SQL("DELETE FROM {}").format(psycopg.sql.Identifier(table)))


def _change_folders(files: Path, coming: Path) -> None:
    leaving = files.with_name(f"{files.name}.leaving")
    shutil.rmtree(leaving, ignore_errors=True)
    if files.exists():
        files.rename(leaving)
    coming.rename(files)
    shutil.rmtree(leaving, ignore_errors=True)
