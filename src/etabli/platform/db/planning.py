"""Plans that PostgreSQL keeps: what is asked in each page is planned once for a connection.

Under the walls of row-level security a query of three lines takes longer to plan than to run.
``PREPARE`` keeps its plan; ``EXECUTE`` fills it. Pages that only read take kept plans as they
are (see ``db.identity``), so this is for queries whose best plan does not depend on what fills
them: a row by its id, what hangs on one item, what belongs to one person.

Not with a database of one's own: a pooler between us and it may lend each transaction another
connection, where nothing was prepared.
"""

from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.conf import settings
from psycopg.adapt import Buffer, Dumper

_numbers = count(1)
_known: WeakKeyDictionary[psycopg.Connection[Any], set[str]] = WeakKeyDictionary()


class Place:
    """Where the ``number``-th value of a statement goes."""

    def __init__(self, number: int) -> None:
        self.number = number


class _PlaceDumper(Dumper):
    def dump(self, obj: Place) -> Buffer:
        return f"${obj.number}".encode()

    def quote(self, obj: Place) -> Buffer:
        return self.dump(obj)


def new_name(table: str, said: str) -> str:
    """A name for a statement, that logs and plans can be read by."""
    return f"{table}_{said.strip('_')}"[:50] + f"_{next(_numbers)}"


def keeps_plans() -> bool:
    """Whether connections are ours from one transaction to the next."""
    return bool(settings.KEEPS_PLANS)


def plan(connection: Any, name: str, sql: str, params: tuple[Any, ...]) -> None:
    """Have this connection keep the plan of a statement, unless it does already.

    ``params``: values that never change, and a ``Place`` for each of those that do.
    """
    connection.ensure_connection()
    kept = _known.setdefault(connection.connection, set())
    if name not in kept:
        writing = psycopg.ClientCursor(connection.connection)
        writing.adapters.register_dumper(Place, _PlaceDumper)
        text = writing.mogrify(sql, params)
        with connection.wrap_database_errors:
            connection.connection.execute(f"PREPARE {name} AS {text}")
        kept.add(name)
