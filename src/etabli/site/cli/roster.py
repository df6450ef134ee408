"""``person import``: a list of people, brought in from the terminal."""

import json
from argparse import Namespace

from django.utils.translation import gettext as _

from etabli.platform.staff.bringing import Wish, bring
from etabli.platform.staff.columns import guessed
from etabli.platform.staff.report import Report
from etabli.platform.staff.table import read_table
from etabli.site.terminal import CommandFault, say


def bring_list(options: Namespace) -> None:
    """Bring a file in, its columns known by their names. Raises CommandFault, SaidError."""
    try:
        content = options.file.read_bytes()
    except OSError as error:
        raise CommandFault(_("%(file)s cannot be read.") % {"file": options.file}) from error
    table = read_table(content)
    wish = Wish(guessed(table.header), options.deactivate_absent, options.dry_run)
    report = bring(table, wish, by=None)
    if options.json:
        print(json.dumps(report.kept(), ensure_ascii=False, indent=2))
        return
    _print(report)


def _print(report: Report) -> None:
    kept = report.kept()
    for one in kept["said"]:
        place = _("Line %(line)s") % {"line": one["line"]} if one["line"] else "-"
        print("\t".join((place, one["name"], one["sentence"])))
    counts = report.counts
    say(
        _("New: %(new)s. Changed: %(changed)s. As they were: %(same)s. Left out: %(refused)s.")
        % {name: counts[name] for name in ("new", "changed", "same", "refused")}
    )
    if report.absent and not counts["gone"]:
        say(
            _("On former lists and not on this one: %(names)s. Nobody was deactivated.")
            % {"names": ", ".join(report.absent[:20])}
        )
