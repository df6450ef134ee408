"""Tables as lines of JSON, and back."""

from collections.abc import Iterable, Iterator

from django.db import connection

from etabli.platform.transfer.takeout.tables import NOT_KEPT, PASSWORD, RECOMPUTED, Table


def rows_of(table: Table, *, with_passwords: bool) -> Iterator[bytes]:
    """The rows of a table in the order of its key, a line of JSON each.

    PostgreSQL writes them, so that each type is spelled as it reads it back.
    """
    columns = ", ".join(_read(table, column, with_passwords) for column in table.columns)
    query = (
        f"COPY (SELECT row_to_json(line) FROM (SELECT {columns} FROM {table.name} "
        f"ORDER BY {', '.join(table.key)}) line) TO STDOUT"
    )
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        for (line,) in copy.rows():
            yield line.encode() + b"\n"


def _read(table: Table, column: str, with_passwords: bool) -> str:
    if (table.name, column) == PASSWORD and not with_passwords:
        return f"'{NOT_KEPT}' AS \"{column}\""
    return f'"{column}"'


def insert_lines(table: Table, lines: Iterable[bytes]) -> int:
    """Insert rows from their lines, in the transaction that is open. Returns how many.

    Raises django.db.Error when a line is not a row of this table.
    """
    columns = ", ".join(f'"{column}"' for column in table.columns)
    values = ", ".join(
        RECOMPUTED.get(table.name, {}).get(column, f'(row)."{column}"') for column in table.columns
    )
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE IF NOT EXISTS taken_in (line jsonb) ON COMMIT DROP")
        with cursor.copy("COPY taken_in (line) FROM STDIN") as copy:
            for line in lines:
                copy.write_row([line.decode()])
        cursor.execute(
            f"INSERT INTO {table.name} ({columns}) SELECT {values} FROM ("
            f"SELECT jsonb_populate_record(NULL::{table.name}, line) AS row FROM taken_in) read"
        )
        inserted = int(cursor.rowcount)
        cursor.execute("TRUNCATE taken_in")
    return inserted


def resume_numbering(table: Table) -> None:
    """Have new rows numbered after those that came in.

    The command line may take numbers from a sequence, not set it: it takes those in use.
    """
    sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(nextval({sequence})) FROM (SELECT max(id) AS last FROM {table.name}) m,"
            f" generate_series((SELECT nextval({sequence})) + 1, m.last)"
        )
