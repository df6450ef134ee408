"""Connections of their own, beside Django's: to listen, and for streams."""

from typing import Any

from django.conf import settings
from django.db import connection

# What Django adds for its own cursors. Its prepare_threshold holds for these lines too: what
# stands between us and PostgreSQL may not keep prepared statements.
DJANGOS = ("context", "cursor_factory")


def address(login: str = "") -> dict[str, Any]:
    """How to reach the network's database with psycopg; ``login`` (app, sys) instead of this
    process's own.
    """
    given = connection.get_connection_params()
    found = {name: value for name, value in given.items() if name not in DJANGOS}
    if login:
        user = f"etabli_{login}"
        found |= {"user": user, "password": settings.DATABASE_PASSWORDS[user]}
    return found
