"""Lines about rights that changed are of use for a second; they are kept an hour."""

from django.db import connection

from etabli.platform.events.regularly import regularly

# Also those of another cluster, after a restore: their transactions may never be reached.
FORGET = """
DELETE FROM live_change
WHERE at < now() - interval '1 hour' OR tx >= pg_snapshot_xmax(pg_current_snapshot())
"""


@regularly(seconds=600)
def forget_old_changes() -> None:
    with connection.cursor() as cursor:
        cursor.execute(FORGET)
