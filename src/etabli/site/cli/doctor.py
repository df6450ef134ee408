"""``doctor``: what is well, what is not, and what to do about it."""

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from rich.text import Text

from etabli.site.checkup import Finding, check_up
from etabli.site.terminal import console

HELP = gettext_lazy("Examine the installation: database, disk, rights, worker.")

SIGNS = {"well": ("✓", "green"), "watch": ("!", "yellow"), "wrong": ("✗", "red")}


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("report for programs"))


def run(options: Namespace) -> int:
    """0 when nothing is wrong, 1 otherwise."""
    findings = check_up(options.configuration)
    wrong = [finding for finding in findings if finding.state == "wrong"]
    if options.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            console.print(_line(finding), soft_wrap=True)
        console.print(
            ngettext("%(n)s thing is wrong.", "%(n)s things are wrong.", len(wrong))
            % {"n": len(wrong)}
            if wrong
            else _("All is well.")
        )
    return 1 if wrong else 0


def _line(finding: Finding) -> Text:
    sign, colour = SIGNS[finding.state]
    return Text.assemble((f"{sign} ", colour), finding.sentence)
