"""Rows by the million, as PostgreSQL takes them fastest.

The superuser of the embedded server copies them in with every trigger silent; what triggers
would have kept true is written at the end.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from etabli.platform.db.roles import Connection


def pour(
    line: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Copy rows into a table, and have its ids go on after them."""
    names = ", ".join(columns)
    with line.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute("SET session_replication_role = DEFAULT")
        if "id" in columns:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )
