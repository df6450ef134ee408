"""Imports and exports made by tests."""

from pathlib import Path

from etabli.platform.transfer.report import Report
from etabli.platform.transfer.slack.running import import_slack
from etabli.platform.transfer.takeout.reading import put_back
from etabli.platform.transfer.takeout.writing import take_out


def imported(path: Path, *, dry_run: bool = False) -> Report:
    return import_slack(path, dry_run=dry_run, progress=lambda done, total: None)


def taken(folder: Path, *, with_passwords: bool = False) -> Path:
    take_out(folder, with_passwords=with_passwords, progress=lambda what, done: None)
    return folder


def brought(folder: Path) -> None:
    put_back(folder, lambda what, done: None)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
