"""The people of Montreval, as ``people.csv`` tells them. Nobody here exists.

``here`` is since when: ``9y`` for nine years ago, ``12d`` for twelve days. ``enters`` is
``login`` for those who have no address. ``ready`` marks those whose account is told when the
demonstration starts: the others are entered by ``bin/etabli login-link``.
"""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

from etabli.platform.setup.demo.montreval import PersonLine

TOLD = Path(__file__).with_name("people.csv")


def joined(line: PersonLine, now: datetime) -> datetime:
    """When somebody came: the beginning of a school year, or so many days ago."""
    count, step = int(line.here[:-1]), line.here[-1]
    if step == "d":
        return now - timedelta(days=count)
    return datetime(now.year - count, 9, 1, 8, tzinfo=UTC)


def _told() -> tuple[PersonLine, ...]:
    """Managers come before those who report to them."""
    with TOLD.open(encoding="utf-8", newline="") as rows:
        return tuple(PersonLine(**row) for row in csv.DictReader(rows))


EVERYBODY = _told()
PEOPLE = tuple(line for line in EVERYBODY if not line.organisation)
GUESTS = tuple(line for line in EVERYBODY if line.organisation)
