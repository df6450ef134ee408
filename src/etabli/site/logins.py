"""As whom Django's connection enters the database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections


def log_in_as(login: str, database: str | None = None) -> None:
    """From now on, for every thread that has not connected yet: ``app``, ``sys`` or ``owner``."""
    connections.close_all()
    for known in connections.settings.values():
        known["USER"] = f"etabli_{login}"
        known["PASSWORD"] = settings.DATABASE_PASSWORDS[f"etabli_{login}"]
        known["OPTIONS"]["application_name"] = f"etabli-{login}"
        known["NAME"] = database or known["NAME"]
    settings.DATABASE_LOGIN = login
    os.environ["ETABLI_ROLE"] = login  # for processes that this one starts


@contextmanager
def logged_in_as(login: str, database: str | None = None) -> Iterator[None]:
    """Run a block under another login. For a process that does one thing at a time."""
    login_before, database_before = settings.DATABASE_LOGIN, connections.settings["default"]["NAME"]
    log_in_as(login, database)
    try:
        yield
    finally:
        log_in_as(login_before, database_before)
