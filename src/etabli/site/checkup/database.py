"""The database: version, roles, walls, what waits."""

from collections.abc import Iterator
from typing import LiteralString

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from etabli.platform.db.roles import LOGINS, SEARCH, Connection
from etabli.site.checkup.filling import filling_findings
from etabli.site.checkup.finding import Finding, watch, well, wrong
from etabli.site.checkup.letters import letters_finding
from etabli.site.migrating import needs_migrating
from etabli.site.server import Server

# A table that says which audience may read a row, and that the web may read, has its wall. Those
# of ``access`` say who is in an audience: they are what walls are made of.
UNWALLED: LiteralString = """
    SELECT c.relname FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'audience_id' AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p') AND c.relname NOT LIKE 'access_%'
      AND c.relnamespace = 'public'::regnamespace
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
      AND has_table_privilege('etabli_app', c.oid, 'SELECT')
    ORDER BY 1
"""

POWERFUL: LiteralString = (
    "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND (rolsuper OR rolbypassrls)"
)

FAILED_CHECKSUMS: LiteralString = "SELECT coalesce(sum(checksum_failures), 0) FROM pg_stat_database"

SET_ASIDE: LiteralString = "SELECT count(*) FROM events_setaside"


def database_findings(server: Server, admin: Connection) -> Iterator[Finding]:
    """What the database's own catalogue says; ``admin`` is connected to it."""
    yield _version(server, admin)
    yield _collation(admin)
    if server.cluster is not None:
        yield _checksums(admin)
    yield _roles(admin)
    yield _walls(admin)
    yield _migrations(server)
    yield _worker(server)
    if not needs_migrating(server):
        with server.connect("etabli_sys") as line:
            yield from filling_findings(line)
            yield letters_finding(line)


def _version(server: Server, admin: Connection) -> Finding:
    number = admin.info.server_version
    place = admin.info.host if server.cluster is None else str(server.cluster.places.cluster)
    words = {"version": f"{number // 10000}.{number % 10000}", "place": place}
    if number < 160000:
        return wrong("version", _("PostgreSQL %(version)s is too old: 16 is needed.") % words)
    return well("version", _("PostgreSQL %(version)s in %(place)s") % words)


def _collation(admin: Connection) -> Finding:
    row = admin.execute(
        "SELECT coalesce(to_jsonb(d)->>'datlocale', datcollate) FROM pg_database d "
        "WHERE datname = current_database()"
    ).fetchone()
    name = str(row[0]) if row else "?"
    if name.upper().replace("-", "") not in ("C", "CUTF8", "C.UTF8", "POSIX"):
        words = _("The database sorts by %(name)s: C.UTF-8 is expected.")
        return watch("collation", words % {"name": name})
    return well("collation", _("Collation: %(name)s") % {"name": name})


def _checksums(admin: Connection) -> Finding:
    row = admin.execute(FAILED_CHECKSUMS).fetchone()
    failures = int(str(row[0])) if row else 0
    if failures:
        words = _("PostgreSQL met %(n)s damaged pages: the disk fails. Restore a backup elsewhere.")
        return wrong("checksums", words % {"n": failures})
    return well("checksums", _("No damaged page was met."))


def _roles(admin: Connection) -> Finding:
    names = [str(row[0]) for row in admin.execute(POWERFUL, [[*LOGINS, SEARCH]])]
    if names:
        words = _("These roles may go round the walls, and must not: %(names)s")
        return wrong("roles", words % {"names": ", ".join(names)})
    return well("roles", _("No role of ours can go round the walls."))


def _walls(admin: Connection) -> Finding:
    tables = [str(row[0]) for row in admin.execute(UNWALLED)]
    if tables:
        words = _("Tables without their wall: %(tables)s")
        return wrong("walls", words % {"tables": ", ".join(tables)})
    return well("walls", _("Every table of content has its wall."))


def _migrations(server: Server) -> Finding:
    if needs_migrating(server):
        return watch("migrations", _("The database will be upgraded at the next start."))
    return well("migrations", _("The database has the shape of this version."))


def _worker(server: Server) -> Finding:
    with server.connect("etabli_sys") as line:
        if line.execute("SELECT to_regclass('events_setaside')").fetchone() == (None,):
            return well("worker", _("Nothing was set aside."))
        row = line.execute(SET_ASIDE).fetchone()
    number = int(str(row[0])) if row else 0
    if number:
        words = ngettext(
            "%(n)s delivery failed three times and was set aside.",
            "%(n)s deliveries failed three times and were set aside.",
            number,
        )
        return watch("worker", words % {"n": number})
    return well("worker", _("Nothing was set aside."))
