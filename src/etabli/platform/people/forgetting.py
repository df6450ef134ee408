"""What is counted or kept for a while only, removed in time. Run as etabli_sys."""

from django.db import connection

from etabli.platform.events.regularly import regularly


@regularly(seconds=300)
def forget_counts() -> int:
    """Remove the counts of rate limits that are over; how many."""
    return _removed("DELETE FROM db_limit WHERE expires < now()")


@regularly(seconds=3600)
def forget_submissions() -> int:
    """Remove the answers to forms sent more than two days ago; how many."""
    return _removed("DELETE FROM db_submission WHERE at < now() - interval '2 days'")


def _removed(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)
