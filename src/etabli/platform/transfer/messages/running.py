"""A whole import of an archive of messages, from its path to its report."""

from pathlib import Path

from etabli.platform.transfer.loading.behind import Behind
from etabli.platform.transfer.loading.runs import alone, begin, finish
from etabli.platform.transfer.loading.sinks import Loading, Rehearsal
from etabli.platform.transfer.messages.converting import converters, no_converters
from etabli.platform.transfer.messages.importing import Importing, Progress
from etabli.platform.transfer.messages.names import Names
from etabli.platform.transfer.report import Report


def import_messages(
    path: Path, *, source: str, lang: str = "", dry_run: bool = False, progress: Progress
) -> Report:
    """Bring an archive into the network, or only say what that would do.

    One that was interrupted goes on where it stopped. Raises Refused before anything is
    written when the file cannot be read to its end.
    """
    report, names = Report(dry_run=dry_run), Names(source)
    if dry_run:
        reading = Importing(path, names, Rehearsal(report), report)
        reading.bring(no_converters, progress)
    else:
        with alone():
            run = begin("messages", path, source)
            with Behind() as behind:
                reading = Importing(path, names, Loading(run, report, behind, lang), report)
                reading.bring(converters, progress, run.reached)
            finish(run)
    report.unchanged.messages += reading.here
    return report
