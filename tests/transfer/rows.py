"""Every row of a network, to compare before and after."""

from django.db import connection

from etabli.platform.transfer.takeout.lines import rows_of
from etabli.platform.transfer.takeout.tables import tables


def every_row() -> dict[str, list[bytes]]:
    """The rows of each table, people of audiences and imports under way included."""
    found = {table.name: list(rows_of(table, with_passwords=True)) for table in tables()}
    for name in ("access_audiencemember", "transfer_importrun"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT row_to_json(t)::text FROM {name} t ORDER BY 1")
            found[name] = [row[0].encode() for row in cursor.fetchall()]
    return found
