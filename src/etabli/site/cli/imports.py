"""``import``: people, spaces and words that come from elsewhere."""

import json
import re
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from etabli.platform.transfer.messages.running import import_messages
from etabli.platform.transfer.refusing import Refused
from etabli.platform.transfer.report import Report
from etabli.platform.transfer.slack.running import import_slack
from etabli.platform.transfer.takeout.manifest import Manifest
from etabli.platform.transfer.takeout.reading import put_back
from etabli.site.terminal import console, say

HELP = gettext_lazy("Bring in what was written elsewhere, or an export of Établi.")
REFUSALS = (Refused,)


def configure(parser: ArgumentParser) -> None:
    """One word more says what is brought."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar=_("WHAT"))
    slack = kinds.add_parser("slack", help=_("the zip that Slack exports"))
    slack.add_argument("file", metavar="FILE.zip", type=Path)
    messages = kinds.add_parser("messages", help=_("an archive of messages, one a line, in JSON"))
    messages.add_argument("file", metavar="FILE.jsonl[.gz]", type=Path)
    messages.add_argument(
        "--source",
        default="archive",
        type=_source,
        help=_("a short name that keeps two archives apart"),
    )
    messages.add_argument(
        "--language", choices=("fr", "en"), default="", help=_("language the messages are in")
    )
    export = kinds.add_parser("export", help=_("a folder made by bin/etabli export"))
    export.add_argument("folder", metavar="DIR", type=Path)
    for one in (slack, messages):
        one.add_argument(
            "--dry-run", action="store_true", help=_("write nothing, say what would come")
        )
    for one in (slack, messages, export):
        one.add_argument("--json", action="store_true", help=_("report for programs"))
        # As every command takes it; argparse does not hand it down to the second word.
        one.add_argument(
            "--data", metavar="DIR", default=SUPPRESS, help=_("data folder (or ETABLI_DATA)")
        )


def run(options: Namespace) -> int:
    """Bring it in, all of it, whatever was interrupted before."""
    if options.kind == "export":
        return _run_export(options)
    with _bar(_("Messages")) as progress:
        report = RUNS[options.kind](options, progress)
    if options.json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        _tell(report)
    return 0


RUNS: dict[str, Callable[[Namespace, Callable[[int, int], None]], Report]] = {
    "slack": lambda options, progress: import_slack(
        options.file, dry_run=options.dry_run, progress=progress
    ),
    "messages": lambda options, progress: import_messages(
        options.file,
        source=options.source,
        lang=options.language,
        dry_run=options.dry_run,
        progress=progress,
    ),
}


def _run_export(options: Namespace) -> int:
    with console.status("") as status:
        manifest = put_back(options.folder, lambda what, done: status.update(f"{what}: {done}"))
    if options.json:
        counts = {name: one.rows for name, one in manifest.tables.items()}
        print(json.dumps({"tables": counts, "files": manifest.files.rows}))
    else:
        _tell_export(manifest)
    return 0


def _source(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]{1,20}", text):
        raise ArgumentTypeError(_("letters, digits and hyphens, twenty at most"))
    return text


@contextmanager
def _bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar whose length is known on the way."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)


def _tell(report: Report) -> None:
    say(_("This would come in:") if report.dry_run else _("This is in the file:"))
    counts = [
        ngettext("%(n)s person", "%(n)s people", report.people) % {"n": report.people},
        ngettext("%(n)s channel", "%(n)s channels", report.channels) % {"n": report.channels},
        ngettext("%(n)s conversation", "%(n)s conversations", report.conversations)
        % {"n": report.conversations},
        _messages(report.messages),
        ngettext("%(n)s answer", "%(n)s answers", report.threads) % {"n": report.threads},
        ngettext("%(n)s file", "%(n)s files", report.files) % {"n": report.files},
        ngettext("%(n)s reaction", "%(n)s reactions", report.reactions) % {"n": report.reactions},
    ]
    say("  " + ", ".join(counts))
    _tell_changes(report)
    _tell_aside(report)


def _tell_changes(report: Report) -> None:
    made = report.created
    words = [
        ngettext("%(n)s person", "%(n)s people", made.people) % {"n": made.people},
        ngettext("%(n)s space", "%(n)s spaces", made.spaces) % {"n": made.spaces},
        ngettext("%(n)s item", "%(n)s items", made.items) % {"n": made.items},
        ngettext("%(n)s comment", "%(n)s comments", made.comments) % {"n": made.comments},
    ]
    say(_("Created: %(what)s.") % {"what": ", ".join(words)})
    if report.unchanged.messages:
        say(_("Already here: %(what)s.") % {"what": _messages(report.unchanged.messages)})
    if made.people and not report.dry_run:
        say(_("They have no account yet: bin/etabli login-link NAME lets one of them in."))


def _messages(count: int) -> str:
    return ngettext("%(n)s message", "%(n)s messages", count) % {"n": count}


def _tell_aside(report: Report) -> None:
    if report.aside.total():
        say(_("Set aside:"))
    for reason, entry in report.aside:
        say(f"  {entry.count:>7}  {reason.sentence} ({entry.examples[0]})")


def _tell_export(manifest: Manifest) -> None:
    people = manifest.tables["people_person"].rows
    items = manifest.tables["items_item"].rows
    say(
        _("The network is back: %(people)s, %(items)s.")
        % {
            "people": ngettext("%(n)s person", "%(n)s people", people) % {"n": people},
            "items": ngettext("%(n)s item", "%(n)s items", items) % {"n": items},
        }
    )
    if not manifest.passwords:
        say(_("Passwords did not come: people come in by a link, bin/etabli login-link or mail."))
