"""A PostgreSQL of somebody else's, named by DATABASE_URL: version 16, and no superuser."""

import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from etabli.platform.db.embedded.account import SystemAccount, system_account
from etabli.platform.db.embedded.binaries import binaries
from etabli.site.backups.restoring import RestoreFault
from etabli.site.checkup.database import database_findings
from etabli.site.cli.backup import back_up
from etabli.site.cli.restore import put_back
from etabli.site.configuration import configuration_of
from etabli.site.logins import log_in_as
from etabli.site.migrating import migrate
from etabli.site.server import Server, ServerFault, server_of

ADMIN, SECRET = "dba", "secret"


@pytest.fixture
def address(home: Path) -> Iterator[str]:
    """The URL of an administrator who may create roles and databases, and no more."""
    account, folder = system_account(), home / "server"
    account.own(folder)
    programs = binaries(account).parents[1] / "pginstall" / "bin"
    secret = home / "secret"
    secret.write_text(SECRET)
    options = ("-U", "postgres", f"--pwfile={secret}", "--auth=scram-sha-256", "-E", "UTF8")
    run(account, programs / "initdb", "-D", folder, *options)
    server = subprocess.Popen(
        [
            programs / "postgres",
            "-D",
            folder,
            "-c",
            "listen_addresses=",
            "-c",
            f"unix_socket_directories={folder}",
            "-c",
            "fsync=off",
        ],
        cwd="/",
        stderr=subprocess.DEVNULL,
        **account.options(),
    )
    with superuser(folder) as line:
        line.execute(f"CREATE ROLE {ADMIN} LOGIN CREATEROLE CREATEDB PASSWORD '{SECRET}'")
    yield f"postgresql://{ADMIN}:{SECRET}@/etabli?host={folder}"
    server.terminate()
    server.wait()


def run(account: SystemAccount, *command: object) -> None:
    subprocess.run(
        [str(word) for word in command],
        check=True,
        cwd="/",
        stdout=subprocess.DEVNULL,
        **account.options(),
    )


def superuser(folder: Path) -> psycopg.Connection[tuple[object, ...]]:
    for _ in range(200):
        try:
            return psycopg.connect(
                host=str(folder),
                user="postgres",
                password=SECRET,
                dbname="postgres",
                autocommit=True,
            )
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise AssertionError("the server does not answer")


@pytest.fixture
def server(address: str, home: Path, tmp_path: Path) -> Iterator[Server]:
    """A network installed on that server, with Django connected to it."""
    made = server_of(replace(configuration_of(home / "data", make=True), database_url=address))
    known, passwords = dict(connections.settings["default"]), settings.DATABASE_PASSWORDS
    made.prepare()
    connections.settings["default"] |= {"HOST": str(home / "server"), "NAME": "etabli"}
    settings.DATABASE_PASSWORDS = made.configuration.passwords
    media, settings.MEDIA_ROOT = settings.MEDIA_ROOT, tmp_path / "files"
    settings.MEDIA_ROOT.mkdir()
    migrate(made)
    log_in_as("sys")
    yield made
    settings.DATABASE_PASSWORDS, settings.MEDIA_ROOT = passwords, media
    connections.close_all()
    connections.settings["default"].clear()
    connections.settings["default"] |= known
    log_in_as("sys")


def test_a_network_lives_there(server: Server) -> None:
    server.prepare()
    assert not migrate(server)
    with server.admin(server.name) as admin:
        findings = list(database_findings(server, admin))
    assert not [one.sentence for one in findings if one.state == "wrong"]
    with server.connect("etabli_app") as web:
        assert web.execute("SELECT count(*) FROM items_item").fetchone() == (0,)


def test_it_is_backed_up_and_restored_into_an_empty_database(
    server: Server, tmp_path: Path
) -> None:
    with server.connect("etabli_sys") as line:
        line.execute(
            "INSERT INTO people_unit (uid, name, path, sort_key) "
            "VALUES (gen_random_uuid(), 'Mairie', '{}', 'mairie')"
        )
    back_up(server, tmp_path / "backup.zip")

    with pytest.raises(RestoreFault, match="etabli"):
        put_back(server, tmp_path / "backup.zip", over=True)

    other = replace(server, name="other")
    put_back(other, tmp_path / "backup.zip")
    with other.connect("etabli_sys") as line:
        assert line.execute("SELECT name FROM people_unit").fetchall() == [("Mairie",)]


def test_roles_of_another_network_are_not_taken_over(server: Server, home: Path) -> None:
    stranger = replace(
        configuration_of(home / "another", make=True),
        database_url=server.configuration.database_url,
    )
    with pytest.raises(ServerFault, match=r"etabli\.toml"):
        server_of(stranger).prepare()


def test_an_administrator_who_may_not_is_told(address: str, home: Path) -> None:
    with superuser(home / "server") as line:
        line.execute(f"ALTER ROLE {ADMIN} NOCREATEROLE NOCREATEDB")
    poor = replace(configuration_of(home / "data", make=True), database_url=address)
    with pytest.raises(ServerFault, match="CREATEROLE"):
        server_of(poor).prepare()


def test_a_server_that_is_away_is_said(home: Path) -> None:
    away = replace(
        configuration_of(home / "data", make=True),
        database_url=f"postgresql://{ADMIN}@/etabli?host={home}",
    )
    with pytest.raises(ServerFault, match="PostgreSQL"):
        server_of(away).prepare()
