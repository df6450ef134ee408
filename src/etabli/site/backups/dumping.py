"""pg_dump and pg_restore, under a login that sees every row."""

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO
from urllib.parse import urlsplit, urlunsplit

from django.utils.translation import gettext as _

from etabli.platform.db.embedded.account import system_account
from etabli.platform.db.embedded.binaries import binaries
from etabli.site.server import Server

CHUNK = 1 << 20
UNKNOWN_SETTING = 'unrecognized configuration parameter "transaction_timeout"'


class DumpFault(Exception):
    """A sentence, with what pg_dump or pg_restore said."""


@dataclass(frozen=True)
class Login:
    """Who dumps or restores. ``walled`` when row-level security holds for this login too."""

    url: str
    password: str
    walled: bool = False


def dump(server: Server, into: IO[bytes], on_bytes: Callable[[int], None]) -> None:
    """Write the database to an open file. ``on_bytes`` takes the bytes written so far.

    Raises DumpFault.
    """
    login = _dumper(server)
    arguments = ["--format=custom", "--compress=6"]
    # Without this pg_dump refuses to read what policies guard. etabli_sys has a policy that
    # shows every row of every table: nothing is left out.
    arguments += ["--enable-row-security"] if login.walled else []
    with _program("pg_dump", arguments, login) as process:
        written = 0
        while chunk := process.stdout.read(CHUNK):  # type: ignore[union-attr]
            into.write(chunk)
            written += len(chunk)
            on_bytes(written)


def restore(server: Server, dumped: IO[bytes], on_bytes: Callable[[int], None]) -> None:
    """Fill the empty database of ``server`` with a dump. Raises DumpFault."""
    login = _restorer(server)
    arguments = [f"--dbname={login.url}"]
    with server.connect("etabli_owner") as line:
        old = line.info.server_version < 170000
    # All or nothing, but on 16: that one does not know a setting that pg_restore 18 begins with.
    arguments += [] if old else ["--exit-on-error", "--single-transaction"]
    with _program(
        "pg_restore", arguments, login, forgiven=UNKNOWN_SETTING if old else ""
    ) as process:
        read = 0
        try:
            while chunk := dumped.read(CHUNK):
                process.stdin.write(chunk)  # type: ignore[union-attr]
                read += len(chunk)
                on_bytes(read)
            process.stdin.close()  # type: ignore[union-attr]
        except BrokenPipeError:
            pass  # it stopped reading: its complaint says why


@contextmanager
def _program(
    name: str, arguments: Sequence[str], login: Login, *, forgiven: str = ""
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program of PostgreSQL; DumpFault with its last complaint when it fails.

    ``forgiven``: the one error that does not count, when it is alone.
    """
    reading = name == "pg_restore"
    place = [] if reading else [f"--dbname={login.url}"]
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            [str(binaries(system_account()) / name), "--no-password", *arguments, *place],
            stdin=subprocess.PIPE if reading else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if reading else subprocess.PIPE,
            stderr=complaints,
            # Not on the command line, where everybody on the machine could read it.
            env={"PATH": os.defpath, "LC_ALL": "C", "PGPASSWORD": login.password},
        )
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        finally:
            code = process.wait()
        complaints.seek(0)
        said = complaints.read().decode(errors="replace").strip()
    errors = [line for line in said.splitlines() if "error:" in line]
    if code != 0 and not (forgiven and len(errors) == 1 and forgiven in errors[0]):
        raise DumpFault(_failed(name, said))


def _failed(name: str, said: str) -> str:
    words = {"program": name, "reason": said[-800:] or "?"}
    return _("%(program)s failed: %(reason)s") % words


def _dumper(server: Server) -> Login:
    """The superuser of our own cluster; elsewhere the administrator if policies let her by,
    else etabli_sys.
    """
    if server.cluster is not None:
        return _superuser(server)
    with server.admin(server.name) as admin:
        free = admin.execute(
            "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    if free == (True,):
        return Login(_without_password(server), _password(server))
    return Login(_as(server, "etabli_sys"), server.configuration.passwords["etabli_sys"], True)


def _restorer(server: Server) -> Login:
    """The superuser of our own cluster, etabli_owner elsewhere: no wall stands yet in an empty
    database, and its owner may give each function to the role that owns it.
    """
    if server.cluster is not None:
        return _superuser(server)
    return Login(_as(server, "etabli_owner"), server.configuration.passwords["etabli_owner"])


def _superuser(server: Server) -> Login:
    assert server.cluster is not None
    address = f"host='{server.cluster.socket_folder}' user=postgres dbname='{server.name}'"
    return Login(address, server.cluster.password)


def _as(server: Server, login: str) -> str:
    url = urlsplit(server.configuration.database_url)
    host = url.netloc.rpartition("@")[2]
    return urlunsplit(url._replace(netloc=f"{login}@{host}", path=f"/{server.name}"))


def _without_password(server: Server) -> str:
    return _as(server, urlsplit(server.configuration.database_url).username or "")


def _password(server: Server) -> str:
    return urlsplit(server.configuration.database_url).password or ""
