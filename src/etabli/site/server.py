"""The PostgreSQL of an installation: the embedded one, or that of DATABASE_URL."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg
from django.utils.translation import gettext
from psycopg.conninfo import make_conninfo

from etabli.platform.db import roles
from etabli.platform.db.embedded import Cluster, places_for
from etabli.site.configuration import Configuration

OLDEST = 160000  # GRANT … WITH SET, initdb --set
EMBEDDED_NAME = "etabli"


class ServerFault(Exception):
    """A sentence for whoever starts Établi: what the external server lacks."""


@dataclass
class Server:
    """Where the database ``name`` of an installation lives. ``cluster`` is None when external."""

    configuration: Configuration
    cluster: Cluster | None
    name: str = EMBEDDED_NAME

    def start(self, on_wait: Callable[[float], None] | None = None) -> bool:
        """Start the embedded cluster, if it is ours. Returns whether it slept."""
        return self.cluster.start(on_wait) if self.cluster is not None else False

    def stop(self) -> None:
        """Leave the embedded cluster; the last program to leave stops it."""
        if self.cluster is not None:
            self.cluster.stop()

    def admin(self, database: str = "postgres") -> roles.Connection:
        """An autocommit connection that may make roles and databases. Raises psycopg.Error."""
        if self.cluster is not None:
            return self.cluster.superuser(database)
        url = urlsplit(self.configuration.database_url)._replace(path=f"/{database}")
        return psycopg.connect(urlunsplit(url), autocommit=True, connect_timeout=10)

    def prepare(self) -> None:
        """Make the roles and the database where they are missing.

        Raises ServerFault with what to do when the server of DATABASE_URL refuses.
        """
        if all(self._opens(login, self.name) for login in roles.LOGINS):
            return
        try:
            with self._admin_somewhere() as admin:
                self._check(admin)
                roles.make_roles(admin, self.configuration.passwords)
                if not roles.database_exists(admin, self.name):
                    roles.make_database(admin, self.name)
            with self.admin(self.name) as admin:
                roles.open_schema(admin)
        except psycopg.Error as error:
            raise ServerFault(_refusal(error)) from error

    def _admin_somewhere(self) -> roles.Connection:
        """In the network's database, or in that of the server when it does not exist yet."""
        try:
            return self.admin(self.name)
        except psycopg.OperationalError:
            return self.admin()

    def _opens(self, login: str, database: str) -> bool:
        """Whether a login of ours comes in, as at every start but the first."""
        try:
            self.connect(login, database).close()
        except psycopg.OperationalError:
            return False
        return True

    def connect(self, login: str, database: str | None = None) -> roles.Connection:
        """An autocommit connection under one of our logins. Raises psycopg.OperationalError."""
        password = self.configuration.passwords[login]
        address = {"user": login, "password": password, "dbname": database or self.name}
        if self.cluster is not None:
            address |= {"host": str(self.cluster.socket_folder)}
        conninfo = make_conninfo(self.configuration.database_url, **address)
        return psycopg.connect(conninfo, autocommit=True, connect_timeout=10)

    def _check(self, admin: roles.Connection) -> None:
        version = admin.info.server_version
        if version < OLDEST:
            words = gettext("PostgreSQL %(found)s is too old: Établi needs 16 or later.")
            raise ServerFault(words % {"found": version // 10000})
        taken = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = 'etabli_owner'").fetchone()
        ours = any(self._opens("etabli_owner", name) for name in (self.name, "postgres"))
        if taken and not ours and self.cluster is None:
            words = gettext(
                "This server already has the roles of an Établi, with other passwords. "
                "Copy the table [database.passwords] of its etabli.toml into %(file)s."
            )
            raise ServerFault(words % {"file": self.configuration.data / "etabli.toml"})


def server_of(configuration: Configuration, *, durable: bool = True) -> Server:
    """The server of an installation; chooses the places of an embedded one, starts nothing."""
    if configuration.database_url:
        name = unquote(urlsplit(configuration.database_url).path.lstrip("/"))
        return Server(configuration, None, name or EMBEDDED_NAME)
    places = places_for(Path(configuration.data))
    return Server(configuration, Cluster(places, configuration.passwords["postgres"], durable))


def _refusal(error: psycopg.Error) -> str:
    words = gettext(
        "PostgreSQL refused: %(reason)s\n"
        "The login of DATABASE_URL must be allowed to create roles (CREATEROLE), and the database "
        "must exist or it must be allowed to create it (CREATEDB)."
    )
    return words % {"reason": str(error).strip()}
