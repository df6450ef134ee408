"""``demo``: the demonstration, as on its first day."""

import json
import sys
import time
from argparse import ArgumentParser, Namespace
from typing import Any

from django.db import connections
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.setup import demo
from etabli.site.opening import opened
from etabli.site.serving import ServingFault, alone
from etabli.site.terminal import CommandFault, console, say

HELP = gettext_lazy("Put a demonstration back as on its first day. It must not be running.")
REFUSALS = (ServingFault,)


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--reset",
        action="store_true",
        required=True,
        help=_("erase what was made there, and bring the town in again, dated from today"),
    )
    parser.add_argument("--yes", action="store_true", help=_("do not ask"))
    parser.add_argument("--json", action="store_true", help=_("report for programs"))


def run(options: Namespace) -> int:
    """0 done; 1 refused, or failed: the sentence is on stderr."""
    began = time.monotonic()
    with alone(options.configuration.data), opened(options.configuration, make=False):
        try:
            refuse_others()
            if not options.yes:
                _ask()
            _put_back()
            report = _report() | {"seconds": round(time.monotonic() - began, 1)}
        finally:
            connections.close_all()
    _say(report, options.json)
    return 0


def refuse_others() -> None:
    """Nothing is erased where somebody came who is not of the demonstration."""
    if reason := demo.why_kept():
        raise CommandFault(f"{reason} {_('Nothing was erased.')}")


def _ask() -> None:
    if not sys.stdin.isatty():
        raise CommandFault(
            _("Everything made here would be erased. To do it without a word: --yes")
        )
    console.print(_("Everything made here will be erased. Go on? [y/N] "), end="", markup=False)
    if input().strip().lower() not in ("y", "yes", "o", "oui"):
        raise CommandFault(_("Nothing was erased."))


def _put_back() -> None:
    with console.status(_("Putting the demonstration back…")):
        try:
            demo.reset()
        except demo.DemonstrationKept as kept:
            raise CommandFault(f"{kept} {_('Nothing was erased.')}") from kept


def _report() -> dict[str, Any]:
    return {
        "people": Person.objects.filter(origin__startswith="demo:").count(),
        "items": Item.objects.count(),
        "accounts": [
            {"who": who, "login": login, "password": password}
            for who, login, password in demo.credentials()
        ],
    }


def _say(report: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(report, ensure_ascii=False))
        return
    words = _("The town is as on its first day: %(people)s people, %(items)s items.")
    say(words % report)
