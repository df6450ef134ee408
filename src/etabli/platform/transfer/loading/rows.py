"""Rows by the thousand.

PostgreSQL refuses COPY into a table under row-level security, so rows are copied into a
temporary table and inserted from there.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection


def insert_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows, those that break a unique constraint left out. Returns how many went in.

    Runs in the transaction that is open. ``table`` and ``columns`` are ours, never a file's.
    """
    stage, names = f"stage_{table}", ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE IF NOT EXISTS {stage} ON COMMIT DELETE ROWS AS "
            f"SELECT {names} FROM {table} WITH NO DATA"
        )
        with cursor.copy(f"COPY {stage} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {names} FROM {stage} ON CONFLICT DO NOTHING"
        )
        inserted = int(cursor.rowcount)
        cursor.execute(f"TRUNCATE {stage}")
    return inserted


def new_ids(table: str, count: int) -> list[int]:
    """Ids for rows that are about to be inserted."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def ids_by_origin(table: str, origins: Iterable[str]) -> dict[str, int]:
    """The ids of what an earlier import brought."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT origin, id FROM {table} WHERE origin = ANY (%s)", [list(origins)])
        return dict(cursor.fetchall())


@contextmanager
def in_bulk() -> Iterator[None]:
    """Have the database's triggers leave their books to us: counts, people of audiences.

    Holds in the transaction that is open, for its block.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL etabli.bulk = 'on'")
        yield
        cursor.execute("SET LOCAL etabli.bulk = 'off'")


def refresh_audiences(ids: Iterable[int]) -> None:
    """Write who is in these audiences, after a bulk load of memberships."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_refresh(x, NULL) FROM unnest(%s::bigint[]) x", [list(ids)])
