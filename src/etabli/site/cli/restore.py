"""``restore``: a network back from its backup."""

import json
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from etabli.site.backups.archive import ArchiveFault, reading, refuse_newer
from etabli.site.backups.dumping import DumpFault
from etabli.site.backups.restoring import RestoreFault, bring_back, is_empty
from etabli.site.server import Server, server_of
from etabli.site.serving import ServingFault, alone
from etabli.site.terminal import CommandFault, console, say, waiting_for_database

HELP = gettext_lazy("Put a network back from a backup. It must not be running.")
REFUSALS = (DumpFault, ArchiveFault, RestoreFault, ServingFault)


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the backup"))
    parser.add_argument(
        "--replace",
        action="store_true",
        help=_("replace the network that is here, which is lost"),
    )
    parser.add_argument("--json", action="store_true", help=_("report for programs"))


def run(options: Namespace) -> int:
    """Restore beside what is there, then change places."""
    began, server = time.monotonic(), server_of(options.configuration)
    with alone(options.configuration.data):
        with waiting_for_database() as on_wait:
            server.start(on_wait)
        try:
            report = put_back(server, options.file.resolve(), over=options.replace)
        finally:
            connections.close_all()
            server.stop()
    report["seconds"] = round(time.monotonic() - began, 1)
    if options.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        say(_("The network is back: %(people)s people, %(items)s items, %(files)s files.") % report)
        say(
            _(
                "Everybody signs in again. Rights are those of the day of the backup: take away"
                " again what was taken away since."
            )
        )
    return 0


def put_back(server: Server, file: Path, *, over: bool = False) -> dict[str, Any]:
    """Restore a backup into a running server; ``over`` a network that is not empty.

    Returns what was restored. Raises the refusals above.
    """
    with console.status(_("Reading the backup…")) as status, reading(file) as (archive, about):
        refuse_newer(about, _known_migrations())
        server.prepare()
        if not over and not is_empty(server):
            raise CommandFault(
                _("There is a network here already. To replace it and lose it: --replace")
            )
        base, kept = _("Database: %(n)s MB"), _("Files: %(n)s")
        files = bring_back(
            server,
            archive,
            Path(settings.MEDIA_ROOT),
            lambda done: status.update(base % {"n": done // 1_000_000}),
            lambda done: status.update(kept % {"n": done}),
        )
    return {"people": 0, "items": 0, **about.counts, "files": files}


def _known_migrations() -> set[str]:
    loader = MigrationLoader(None)
    return {f"{app}.{name}" for app, name in loader.disk_migrations}
