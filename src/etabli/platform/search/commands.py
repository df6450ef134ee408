"""``reindex``: writes again what can be found."""

import json
import time
from argparse import ArgumentParser, Namespace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from rich.console import Console
from rich.progress import Progress

from etabli.platform.search.indexing import reindex

HELP = gettext_lazy("Write again what search finds, from what there is.")


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("report for programs"))


def run(options: Namespace) -> int:
    """Index everything; people go on working meanwhile."""
    began = time.monotonic()
    console = Console(stderr=True, highlight=False)
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(_("Items and comments"), total=None)
        count = reindex(progress=lambda done, total: bar.update(task, completed=done, total=total))
    seconds = time.monotonic() - began
    if options.json:
        print(json.dumps({"indexed": count, "seconds": round(seconds, 2)}))
    else:
        words = ngettext("%(n)s text indexed.", "%(n)s texts indexed.", count)
        console.print(words % {"n": count})
    return 0
