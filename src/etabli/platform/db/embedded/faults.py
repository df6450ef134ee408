"""What can go wrong with the embedded PostgreSQL, as sentences."""

import re
from pathlib import Path

from django.utils.translation import gettext_lazy

SENTENCES = {
    "no_binaries": gettext_lazy(
        "The PostgreSQL binaries are missing for this system (%(system)s). "
        "Set DATABASE_URL to a PostgreSQL 16 or later."
    ),
    "binaries_unreachable": gettext_lazy(
        "The PostgreSQL binaries do not run here (%(place)s): %(reason)s"
    ),
    "disk_full": gettext_lazy(
        "The disk that holds %(place)s is full (%(free)s MB left). "
        "Make room, then start again: nothing is lost."
    ),
    "not_writable": gettext_lazy("The folder %(place)s cannot be written to: %(reason)s"),
    "unreachable": gettext_lazy(
        "The account that runs PostgreSQL (uid %(uid)s) cannot reach %(place)s. "
        "Choose another data folder with --data."
    ),
    "foreign_folder": gettext_lazy(
        "The folder %(place)s belongs to somebody else or is open to others. "
        "Remove it, then start again."
    ),
    "other_version": gettext_lazy(
        "The database in %(place)s was made by PostgreSQL %(found)s; this is version %(wanted)s. "
        "Start the former version of Établi, back up, then restore the backup here."
    ),
    "not_a_cluster": gettext_lazy(
        "The folder %(place)s is not empty and is not a PostgreSQL database. "
        "Move it away or choose another data folder with --data."
    ),
    "initdb_failed": gettext_lazy("PostgreSQL could not make its files in %(place)s: %(reason)s"),
    "no_uid_name": gettext_lazy(
        "This account (uid %(uid)s) has no name in /etc/passwd, which PostgreSQL needs. "
        "Add one, or set DATABASE_URL to a PostgreSQL of your own."
    ),
    "died": gettext_lazy("PostgreSQL stopped while starting: %(reason)s See %(log)s."),
    "too_long": gettext_lazy(
        "PostgreSQL has been repairing itself for %(minutes)s minutes and is not ready. "
        "It goes on: start again later. See %(log)s."
    ),
    "wrong_password": gettext_lazy(
        "The PostgreSQL in %(place)s refuses the password kept in etabli.toml: "
        "these two files do not belong together."
    ),
    "silent": gettext_lazy("PostgreSQL runs but does not answer: %(reason)s"),
    "will_not_stop": gettext_lazy("PostgreSQL has not stopped after %(seconds)s seconds."),
}

COMPLAINT = re.compile("FATAL:|PANIC:|ERROR:|could not|invalid|unrecognized|error")
PREFIX = re.compile(r"^.*?(FATAL|PANIC|ERROR|LOG|WARNING):\s+")

FULL = ("No space left on device", "Disk quota exceeded")


class ClusterFault(Exception):
    """A sentence for the person who started Établi. ``code`` names it, for tests and callers."""

    def __init__(self, code: str, **words: object) -> None:
        super().__init__(code)
        self.code = code
        self.words = words

    def __str__(self) -> str:
        return str(SENTENCES[self.code]) % self.words


def is_full(text: str) -> bool:
    """Whether a program's complaint is that the disk is full."""
    return any(sign in text for sign in FULL)


def last_complaint(log: Path, start: int) -> str:
    """What the server complained of in its log after position ``start``, without its dates."""
    try:
        with log.open("rb") as file:
            file.seek(start)
            lines = file.read().decode(errors="replace").splitlines()
    except OSError:
        return ""
    said = [PREFIX.sub("", line).strip() for line in lines if COMPLAINT.search(line)]
    return "; ".join(said[-3:])
