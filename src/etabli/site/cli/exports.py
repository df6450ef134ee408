"""``export``: everything, in a folder that can be read without the program."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from etabli.platform.transfer.refusing import Refused
from etabli.platform.transfer.takeout.writing import take_out
from etabli.site.terminal import console, say

HELP = gettext_lazy("Take everything out: data, files, and pages to read in a browser.")
REFUSALS = (Refused,)


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "folder", metavar="DIR", type=Path, help=_("a folder that does not exist, or is empty")
    )
    parser.add_argument(
        "--with-passwords",
        action="store_true",
        help=_("the digests of passwords too: whoever has them can try to guess"),
    )
    parser.add_argument("--json", action="store_true", help=_("report for programs"))


def run(options: Namespace) -> int:
    """Write the export, whole or not at all."""
    folder = options.folder.absolute()
    with console.status("") as status:
        manifest = take_out(
            folder,
            with_passwords=options.with_passwords,
            progress=lambda what, done: status.update(f"{what}: {done}"),
        )
    if options.json:
        counts = {name: one.rows for name, one in manifest.tables.items()}
        report = {"folder": str(folder), "tables": counts, "files": manifest.files.rows}
        print(json.dumps(report, ensure_ascii=False))
        return 0
    say(_("Everything is in %(folder)s.") % {"folder": folder})
    say(_("To read it, open %(page)s.") % {"page": folder / "pages" / "index.html"})
    say(_("What was confidential is in it too: keep it so."))
    return 0
