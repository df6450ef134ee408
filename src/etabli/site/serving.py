"""Who serves a data folder: one ``bin/start`` at a time, and nobody while it is restored."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

LOCK = "serving.lock"


class ServingFault(Exception):
    """A sentence: the network is already served, or being restored."""


@contextmanager
def alone(data: Path, address: str = "") -> Iterator[None]:
    """Hold a data folder for oneself, and tell others the address it is served at.

    Raises ServingFault when somebody else holds it. Being killed lets it go.
    """
    with (data / LOCK).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ServingFault(_who(file.name)) from None
        file.truncate(0)
        json.dump({"pid": os.getpid(), "address": address}, file)
        file.flush()
        yield
        file.truncate(0)


def served_at(data: Path) -> str | None:
    """The address of the network while it is served, or None."""
    try:
        with (data / LOCK).open("r", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return _words(file.name).get("address") or None
    except FileNotFoundError:
        pass
    return None


def _who(path: str) -> str:
    words = _words(path)
    if not words.get("address"):
        return _("This network is being restored: wait until that is done.")
    return _("Établi already runs on this data folder: %(address)s (process %(pid)s).") % words


def _words(path: str) -> dict[str, str]:
    content = Path(path).read_text(encoding="utf-8")
    try:
        return {"address": "", "pid": "?", **json.loads(content)}
    except ValueError:
        return {"address": "", "pid": "?"}
