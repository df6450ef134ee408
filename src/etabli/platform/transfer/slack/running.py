"""A whole import of a Slack export, from its path to its report."""

from pathlib import Path

from etabli.platform.transfer.loading.behind import Behind
from etabli.platform.transfer.loading.runs import alone, begin, finish
from etabli.platform.transfer.loading.sinks import Loading, Rehearsal
from etabli.platform.transfer.report import Report
from etabli.platform.transfer.slack.archive import opened
from etabli.platform.transfer.slack.importing import Progress, bring_export


def import_slack(path: Path, *, dry_run: bool = False, progress: Progress) -> Report:
    """Bring a Slack export into the network, or only say what that would do.

    Raises Refused before anything is written when the file cannot be taken.
    """
    report = Report(dry_run=dry_run)
    with opened(path) as archive:
        if dry_run:
            bring_export(archive, Rehearsal(report), report, progress)
            return report
        with alone():
            run = begin("slack", path)
            with Behind() as behind:
                bring_export(archive, Loading(run, report, behind), report, progress)
            finish(run)
    return report
