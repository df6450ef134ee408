"""``backup``: the whole network in one file, while it runs."""

import json
import shutil
import time
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from etabli.site.backups.archive import DUMP, About, add_about, add_files, writing
from etabli.site.backups.dumping import DumpFault, dump
from etabli.site.server import Server
from etabli.site.terminal import CommandFault, console, progress, say

HELP = gettext_lazy("Save the whole network, files included, in one file. It may be running.")
REFUSALS = (DumpFault,)

COUNTED = {"people": "people_person", "spaces": "spaces_space", "items": "items_item"}


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help=_("file to write; in a folder, a name with the date is chosen"),
    )
    parser.add_argument("--json", action="store_true", help=_("report for programs"))


def run(options: Namespace) -> int:
    """Write the backup, whole or not at all."""
    began, target = time.monotonic(), _target(options.file)
    try:
        report = back_up(options.server, target)
    except OSError as error:
        words = {"file": target, "reason": error.strerror}
        raise CommandFault(_("%(file)s cannot be written: %(reason)s.") % words) from error
    report |= {"file": str(target), "seconds": round(time.monotonic() - began, 1)}
    if options.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        _tell(report)
    return 0


def back_up(server: Server, target: Path) -> dict[str, Any]:
    """Write the database, then the files, which are never changed once written."""
    about = _about(server)
    with writing(target) as archive:
        with (
            console.status("") as status,
            archive.open(DUMP, "w", force_zip64=True) as into,
        ):
            words = _("Database: %(n)s MB")
            dump(server, into, lambda done: status.update(words % {"n": done // 1_000_000}))
        with progress(_("Files")) as on_file:
            about.counts["files"] = add_files(archive, Path(settings.MEDIA_ROOT), on_file)
        add_about(archive, about)
    return {**about.counts, "bytes": target.stat().st_size}


def _target(given: Path) -> Path:
    """Where to write. Raises CommandFault rather than overwrite a backup."""
    target = given.resolve()
    if target.is_dir():
        target /= f"etabli-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.zip"
    if target.exists():
        raise CommandFault(_("%(file)s exists already: choose another name.") % {"file": target})
    if not target.parent.is_dir():
        raise CommandFault(_("There is no folder %(folder)s.") % {"folder": target.parent})
    return target


def _about(server: Server) -> About:
    with server.connect("etabli_sys") as line:
        rows = line.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")
        about = About(migrations=[str(row[0]) for row in rows])
        about.counts = {name: _count(line, table) for name, table in COUNTED.items()}
    return about


def _count(line: psycopg.Connection[tuple[object, ...]], table: str) -> int:
    row = line.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(str(row[0])) if row else 0


def _tell(report: dict[str, Any]) -> None:
    free = shutil.disk_usage(Path(report["file"]).parent).free
    say(
        _("Saved in %(file)s (%(size)s MB).")
        % {
            "file": report["file"],
            "size": max(1, report["bytes"] // 1_000_000),
        }
    )
    say(
        ngettext("%(n)s person", "%(n)s people", report["people"]) % {"n": report["people"]}
        + ", "
        + ngettext("%(n)s item", "%(n)s items", report["items"]) % {"n": report["items"]}
        + ", "
        + ngettext("%(n)s file", "%(n)s files", report["files"]) % {"n": report["files"]}
    )
    if free < 3 * report["bytes"]:
        say(_("The disk will not hold three more backups like this one."))
