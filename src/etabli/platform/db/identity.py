"""Who the database believes is asking.

Row-level security reads the setting ``etabli.uid``. It is only ever set for the length of a
transaction: a setting that outlives its transaction leaks through a connection pool.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from django.db import connection, transaction

# What SET LOCAL ROLE and SET TRANSACTION READ ONLY do, in one statement: each page pays for it.
STANDING = "SELECT set_config('role', %s, true), set_config('etabli.uid', %s, true)"
# What only reads takes kept plans as they are: see etabli.platform.db.planning.
READING = (
    f"{STANDING}, set_config('transaction_read_only', 'on', true),"
    " set_config('plan_cache_mode', 'force_generic_plan', true)"
)


class Identified(Protocol):
    pk: int


@contextmanager
def acting(person: Identified | int | None, *, read_only: bool = False) -> Iterator[None]:
    """Run a block as one person, under row-level security, in one transaction.

    ``person`` is a record, its id, or None for somebody not signed in, who sees no content.
    ``read_only`` makes PostgreSQL refuse any write; it holds until the transaction ends.

    Raises nothing of its own; what the block raises rolls the transaction back.
    """
    before = _standing() if connection.in_atomic_block else None
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(READING if read_only else STANDING, ["etabli_app", _uid(person)])
        yield
        # What raises rolls back to before these settings; what ends well must put them back.
        if before is not None and not connection.needs_rollback:
            cursor.execute(f"SET LOCAL ROLE {before[0]}")
            set_identity(before[1])


def set_identity(person: Identified | int | None) -> None:
    """Say who is asking for the rest of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('etabli.uid', %s, true)", [_uid(person)])


def _uid(person: Identified | int | None) -> str:
    return "" if person is None else str(getattr(person, "pk", person))


def _standing() -> tuple[str, int | None]:
    """The role and the person of the transaction this one is inside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_user), etabli_me()")
        role, uid = cursor.fetchone()
        return str(role), uid
