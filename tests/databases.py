"""Databases for tests: each test has its own, a copy of a template made once.

All runs on a machine share one hasty cluster (no fsync), started by the first and stopped by the
last. A template is named after a digest of what it is made from, so that it is built again when
that changes and only then.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
import time_machine
from django.conf import settings
from django.db import connection, connections
from django.test import override_settings

from etabli.platform.db import roles
from etabli.platform.db.embedded import ClusterFault
from etabli.site.configuration import configuration_of
from etabli.site.logins import logged_in_as
from etabli.site.migrating import mark_of, migrate, schema_mark
from etabli.site.server import Server, server_of

MEMORY = Path("/dev/shm")
ROOM = 4 << 30  # bytes
KEPT_TEMPLATES = 24
TEMPLATE_LOCK = 0x7465_7374

_numbers = count(1)
_built: set[str] = set()
_left: list[str] = []


def folder() -> Path:
    """The folder of the tests' cluster: ETABLI_TEST_DATA, else one of ours in memory or /tmp."""
    named = os.environ.get("ETABLI_TEST_DATA")
    ours = f"etabli-test-{os.getuid()}"
    if named:
        return Path(named)
    in_memory = MEMORY / ours
    return in_memory if in_memory.is_dir() else roomy() / ours


def roomy() -> Path:
    """Where tests put databases: in memory when there is room, else where temporary files go."""
    return MEMORY if _has_room() else Path(tempfile.gettempdir())


def _has_room() -> bool:
    """Whether memory may hold the cluster, where a database is copied five times as fast."""
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        return False
    lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    available = next((line.split()[1] for line in lines if line.startswith("MemAvailable")), "0")
    return int(available) * 1024 > 2 * ROOM


def make_configuration() -> None:
    """Make etabli.toml, one program at a time. Refuses a folder that somebody else made."""
    place = folder()
    place.mkdir(mode=0o711, exist_ok=True)
    if place.lstat().st_uid != os.getuid():
        raise SystemExit(f"{place} belongs to somebody else: set ETABLI_TEST_DATA.")
    with (place / "configuration.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        configuration_of(place, make=True)


@cache
def server() -> Server:
    """The running server of the tests, its roles made."""
    made = _started()
    with made.admin() as admin, _locked(admin):
        roles.make_roles(admin, made.configuration.passwords)
        _drop_orphans(admin)
    return made


def template(name: str, mark: str, build: Callable[[], object], source: str = "") -> str:
    """The name of a template database, built when it is not there.

    ``mark`` digests what the template follows from; ``source`` is the template it starts from.
    ``build`` runs with Django connected to it as etabli_sys and commits what it makes.
    """
    full = f"t_{name}_{mark}"
    if full in _built:
        return full
    with server().admin() as admin, _locked(admin):
        if not roles.database_exists(admin, full):
            half = f"{full}_half"
            roles.drop_database(admin, half)
            if source:
                roles.copy_database(admin, source, half)
            else:
                roles.make_database(admin, half)
            with logged_in_as("sys", half), _at_the_true_time():
                build()
            _rename(admin, half, full)
            _drop_old(admin, name)
    _built.add(full)
    return full


def _at_the_true_time() -> AbstractContextManager[object]:
    """A template serves all tests: none lends it the moment to which it travelled itself."""
    hatch = time_machine.escape_hatch
    if not hatch.is_travelling():
        return contextlib.nullcontext()
    return time_machine.travel(hatch.datetime.datetime.now(tz=UTC), tick=True)


@cache
def empty_template() -> str:
    """A network just installed: migrated, and nobody in it."""

    def build() -> None:
        migrate(replace(server(), name=connection.settings_dict["NAME"]))

    return template("empty", schema_mark(), build)


@cache
def source_mark(*folders: Path) -> str:
    """A digest of all the program's code and of folders of the tests, for built worlds."""
    source = Path(settings.SOURCE)
    words = [schema_mark(), mark_of(source, _code(source))]
    words += [mark_of(folder, _code(folder)) for folder in folders]
    return mark_of(source, [], *words)


@contextmanager
def fresh(source: str) -> Iterator[str]:
    """A copy of a template, with Django connected to it as etabli_sys; dropped afterwards."""
    name = f"x_{os.getpid()}_{next(_numbers)}"
    with server().admin() as admin:
        roles.copy_database(admin, source, name)
        try:
            with logged_in_as("sys", name):
                yield name
        finally:
            close_all()
            _leave_database(admin, name)


@contextmanager
def own(source: str, place: Path) -> Iterator[str]:
    """A copy of a template, and folders of files and mail under ``place``, for one test."""
    with (
        fresh(source) as name,
        override_settings(MEDIA_ROOT=place / "files", EMAIL_FILE_PATH=place / "mail"),
    ):
        yield name


def leave() -> None:
    """Leave the cluster; the last run to leave stops it."""
    if server.cache_info().currsize:
        close_all()
        with server().admin() as admin:
            while _left:
                roles.drop_database(admin, _left.pop())
        server().stop()


def close_all() -> None:
    """Close this thread's connections; those of other threads end with the database."""
    connections.close_all()


def _leave_database(admin: roles.Connection, name: str) -> None:
    """End what still works in a database and drop the one left before it.

    PostgreSQL waits a tenth of a second for a session that has not quite ended, and the sessions
    of the database left before have.
    """
    admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
    )
    while _left:
        roles.drop_database(admin, _left.pop())
    _left.append(name)


def _started() -> Server:
    found = server_of(configuration_of(folder()), durable=False)
    try:
        found.start()
    except ClusterFault:
        # Without fsync a crash of the machine leaves ruins: nothing in them is worth keeping.
        if found.cluster is None or found.cluster.running:
            raise
        shutil.rmtree(found.cluster.places.cluster, ignore_errors=True)
        found.start()
    return found


@contextmanager
def _locked(admin: roles.Connection) -> Iterator[None]:
    admin.execute("SELECT pg_advisory_lock(%s)", [TEMPLATE_LOCK])
    try:
        yield
    finally:
        with contextlib.suppress(Exception):
            admin.execute("SELECT pg_advisory_unlock(%s)", [TEMPLATE_LOCK])


def _rename(admin: roles.Connection, half: str, full: str) -> None:
    """Rename a database, ending the sessions of threads, such as the doorbell's, that come late."""
    for _try in range(10):
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [half]
        )
        with contextlib.suppress(psycopg.errors.ObjectInUse):
            admin.execute(f'ALTER DATABASE "{half}" RENAME TO "{full}"')
            return
    raise RuntimeError(f"{half} stays in use")


def _drop_orphans(admin: roles.Connection) -> None:
    """Drop the databases of runs that were killed."""
    for (name,) in admin.execute("SELECT datname FROM pg_database WHERE datname ~ '^x_[0-9]+_'"):
        pid = int(str(name).split("_")[1])
        if not _alive(pid):
            roles.drop_database(admin, str(name))


def _drop_old(admin: roles.Connection, name: str) -> None:
    found = admin.execute(
        "SELECT datname FROM pg_database WHERE datname ~ %s ORDER BY oid DESC OFFSET %s",
        [f"^t_{name}_[0-9a-f]+$", KEPT_TEMPLATES],
    )
    for (old,) in found.fetchall():
        with contextlib.suppress(Exception):  # another run is copying it
            admin.execute(f'DROP DATABASE "{old}"')


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _code(root: Path) -> list[Path]:
    kinds = {".py", ".yaml", ".yml", ".sql"}
    return [path for path in root.rglob("*") if path.suffix in kinds and path.is_file()]


def as_owner(statement: str) -> None:
    """Run a statement in this test's database as the owner of its tables."""
    with logged_in_as("owner", connection.settings_dict["NAME"]), connection.cursor() as cursor:
        cursor.execute(statement)
