"""The database's roles, made and kept by whoever administers the server.

======================  =====================================================================
``etabli_owner``        owns the tables and migrates; forced under row-level security like others
``etabli_app``          the web: sees what the policies show to the person asking
``etabli_sys``          worker and command line: policies ``USING (true)``; may become etabli_app
``etabli_search``       no login: owns the functions that search, the only one to read their table
======================  =====================================================================
"""

from collections.abc import Mapping
from typing import LiteralString

import psycopg
from psycopg import sql

LOGINS: tuple[LiteralString, ...] = ("etabli_owner", "etabli_app", "etabli_sys")
SEARCH: LiteralString = "etabli_search"

# No BYPASSRLS: most managed servers cannot grant it, and nobody here needs it.
PLAIN: LiteralString = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION"

# Whoever migrates gives functions to the role that must run them; the system acts as a person.
MAY_BECOME: tuple[tuple[LiteralString, LiteralString], ...] = (
    ("etabli_owner", "etabli_search"),
    ("etabli_owner", "etabli_sys"),
    ("etabli_sys", "etabli_app"),
)

Connection = psycopg.Connection[tuple[object, ...]]


def make_roles(admin: Connection, passwords: Mapping[str, str]) -> None:
    """Create the roles that are missing and give the logins their passwords.

    ``admin`` is an autocommit connection with CREATEROLE; ``passwords`` by name of login.
    Running it again changes nothing. Raises psycopg.Error.
    """
    known = {row[0] for row in admin.execute("SELECT rolname FROM pg_roles")}
    for name in (*LOGINS, SEARCH):
        if name not in known:
            admin.execute(sql.SQL("CREATE ROLE {} " + PLAIN).format(sql.Identifier(name)))
    for name in LOGINS:
        command = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}")
        admin.execute(command.format(sql.Identifier(name), sql.Literal(passwords[name])))
    for who, whom in MAY_BECOME:
        command = sql.SQL("GRANT {} TO {} WITH INHERIT FALSE, SET TRUE")
        admin.execute(command.format(sql.Identifier(whom), sql.Identifier(who)))
    if not _is_superuser(admin):
        # Who creates a role may give it to herself, and must: the database will be its.
        admin.execute("GRANT etabli_owner TO CURRENT_USER WITH INHERIT TRUE, SET TRUE")


def _is_superuser(admin: Connection) -> bool:
    found = admin.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    return found == (True,)


def make_database(admin: Connection, name: str) -> None:
    """Create the database of a network, owned by etabli_owner.

    Its collation is C.UTF-8 everywhere, so that sort order and indexes agree from one server to
    another; PostgreSQL has its own since version 17, before that the system's is taken.
    """
    if admin.info.server_version >= 170000:
        collation = sql.SQL("LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'")
    else:
        collation = sql.SQL("LOCALE 'C.UTF-8'")
    database = sql.Identifier(name)
    command = sql.SQL("CREATE DATABASE {} OWNER etabli_owner TEMPLATE template0 ENCODING 'UTF8' {}")
    admin.execute(command.format(database, collation))
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    grant = sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO etabli_app, etabli_sys")
    admin.execute(grant.format(database))


def copy_database(admin: Connection, source: str, copy: str) -> None:
    """Create a database that is the copy of another one, to which nobody is connected."""
    command = sql.SQL("CREATE DATABASE {} OWNER etabli_owner TEMPLATE {} STRATEGY file_copy")
    admin.execute(command.format(sql.Identifier(copy), sql.Identifier(source)))


def drop_database(admin: Connection, name: str) -> None:
    """Drop a database, and end the sessions that are in it."""
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def database_exists(admin: Connection, name: str) -> bool:
    found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return found.fetchone() is not None


def open_schema(admin: Connection) -> None:
    """Let the owner work in a database that she may not own, on a server of somebody else."""
    admin.execute("GRANT USAGE, CREATE ON SCHEMA public TO etabli_owner WITH GRANT OPTION")
    # A role must be able to create what is given to it, and a restore gives functions early.
    admin.execute("GRANT USAGE, CREATE ON SCHEMA public TO etabli_sys, etabli_search")
    name = sql.Identifier(admin.info.dbname)
    grant = sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}")
    admin.execute(grant.format(name, sql.SQL(", ").join(map(sql.Identifier, LOGINS))))


def end_sessions(admin: Connection, database: str) -> None:
    """End the sessions that are in a database, but for ours."""
    admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = %s AND pid <> pg_backend_pid()",
        [database],
    )


def rename_database(admin: Connection, name: str, wanted: str) -> None:
    """Rename a database where nobody is."""
    command = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    admin.execute(command.format(sql.Identifier(name), sql.Identifier(wanted)))
