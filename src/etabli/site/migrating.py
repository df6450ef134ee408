"""Brings the database to the shape this program expects, once."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from etabli.platform.db.roles import Connection
from etabli.site.logins import logged_in_as
from etabli.site.server import Server

LOCK = 0x6574_6162  # "etab": held while one program migrates, the others wait

STAMP_TABLE = """
CREATE TABLE IF NOT EXISTS etabli_stamp (name text PRIMARY KEY, value text NOT NULL);
REVOKE ALL ON etabli_stamp FROM etabli_app;
"""

# Where nobody may go round row-level security, etabli_sys writes the backups.
READ_EVERYTHING = """
GRANT SELECT ON ALL TABLES IN SCHEMA public TO etabli_sys;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO etabli_sys;
"""


def schema_mark() -> str:
    """What the shape of the database follows from: migrations, Django, the apps around it."""
    migrations = Path(settings.SOURCE).glob("*/**/migrations/*.py")
    return mark_of(settings.SOURCE, migrations, django.get_version(), *settings.INSTALLED_APPS)


def mark_of(root: Path, files: Iterable[Path], *words: str) -> str:
    """A digest of files, by place under ``root`` and content, and of words."""
    digest = hashlib.sha256()
    for word in words:
        digest.update(word.encode() + b"\0")
    for file in sorted(files):
        digest.update(str(file.relative_to(root)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def migrate(server: Server) -> bool:
    """Migrate as etabli_owner, unless nothing changed since the last time.

    Several programs may call it at once: one works, the others wait. Returns whether it worked.
    """
    mark = schema_mark()
    with server.connect("etabli_owner") as owner:
        if _stamp(owner) == mark:
            return False
        owner.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if _stamp(owner) == mark:
            return False
        with logged_in_as("owner", server.name):
            call_command("migrate", verbosity=0, interactive=False)
        owner.execute(STAMP_TABLE)
        owner.execute(READ_EVERYTHING)
        owner.execute(
            "INSERT INTO etabli_stamp VALUES ('schema', %s) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [mark],
        )
    return True


def needs_migrating(server: Server) -> bool:
    """Whether the database has another shape than this program expects."""
    with server.connect("etabli_owner") as owner:
        return _stamp(owner) != schema_mark()


def _stamp(owner: Connection) -> str | None:
    if owner.execute("SELECT to_regclass('etabli_stamp')").fetchone() == (None,):
        return None
    row = owner.execute("SELECT value FROM etabli_stamp WHERE name = 'schema'").fetchone()
    return str(row[0]) if row else None
