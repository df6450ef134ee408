"""What the live process asks the database, always in short transactions.

It reads the log and the sessions as ``etabli_sys``. What somebody may see it asks as her,
under the same policies as her pages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from psycopg import AsyncConnection

from etabli.platform.live.topics import HOME, uids

Connection = AsyncConnection[tuple[Any, ...]]

MOST = 2000
"""Events read at once; after more, everything is asked for again."""

SESSION = """
SELECT s.session_data, s.expire_date > now() FROM django_session s WHERE s.session_key = %s
"""
ACCOUNT = """
SELECT a.person_id, a.password FROM people_account a JOIN people_person p ON p.id = a.person_id
WHERE a.id = %s AND a.is_active AND p.active
"""
STILL = """
SELECT k.key, coalesce(s.expire_date > now(), false), coalesce(a.password, ''),
       coalesce(a.is_active AND p.active, false)
FROM unnest(%s::text[], %s::bigint[]) AS k (key, account)
LEFT JOIN django_session s ON s.session_key = k.key
LEFT JOIN people_account a ON a.id = k.account
LEFT JOIN people_person p ON p.id = a.person_id
"""

AS_PERSON = "SET LOCAL ROLE etabli_app"
IDENTITY = "SELECT set_config('etabli.uid', %s, true)"
AUDIENCES = """
SELECT coalesce(array_agg(audience_id), '{}'), (SELECT etabli_is_member())
FROM access_audiencemember WHERE person_id = etabli_me()
"""
SEEN = """
SELECT 'item:' || uid FROM items_item WHERE uid = ANY (%s)
UNION ALL SELECT 'space:' || uid FROM spaces_space WHERE uid = ANY (%s)
"""

ONE_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
SNAPSHOT = "SELECT pg_current_snapshot()::text, pg_snapshot_xmin(pg_current_snapshot())::text"
# After a restore, lines may bear transactions of another cluster, higher than any of this one.
OF_THIS_CLUSTER = "{}.tx < pg_snapshot_xmax(pg_current_snapshot())"
# By transaction, from the oldest that was still running at the last reading: what committed
# since is there, whatever its id. What was read already comes again and is left out by its id.
EVENTS = f"""
SELECT e.id, e.audience_id, a.everyone,
       'item:' || i.uid, i.audience_id, ia.everyone,
       'space:' || s.uid, s.audience_id, sa.everyone
FROM events_event e
JOIN access_audience a ON a.id = e.audience_id
LEFT JOIN items_item i ON i.id = e.item_id
LEFT JOIN access_audience ia ON ia.id = i.audience_id
LEFT JOIN spaces_space s ON s.id = coalesce(i.space_id, e.space_id)
LEFT JOIN access_audience sa ON sa.id = s.audience_id
WHERE e.tx >= %s::xid8 AND {OF_THIS_CLUSTER.format("e")} ORDER BY e.id LIMIT {MOST + 1}
"""
CHANGES = f"""
SELECT c.id, c.person_id, c.audience_id, 'item:' || i.uid, 'space:' || s.uid
FROM live_change c
LEFT JOIN items_item i ON i.id = c.item_id LEFT JOIN spaces_space s ON s.id = c.space_id
WHERE c.tx >= %s::xid8 AND {OF_THIS_CLUSTER.format("c")} ORDER BY c.id LIMIT {MOST + 1}
"""
OF_AUDIENCES = """
SELECT 'item:' || uid FROM items_item WHERE uid = ANY (%s) AND audience_id = ANY (%s)
UNION ALL SELECT 'space:' || uid FROM spaces_space WHERE uid = ANY (%s) AND audience_id = ANY (%s)
"""


@dataclass(frozen=True)
class Circle:
    """An audience as an event names it: its id, and whether all members are in it."""

    id: int
    everyone: bool


@dataclass(frozen=True)
class Told:
    """What an event touches, and who may learn of it. A topic comes with the audience that
    may see the thing itself, as it is now.
    """

    id: int
    audience: Circle
    topics: tuple[tuple[str, Circle], ...]


@dataclass(frozen=True)
class Changed:
    """Whose rights may have changed, or for which audience or topic."""

    id: int
    person_id: int | None
    audience_id: int | None
    topic: str | None


async def session_of(connection: Connection, key: str) -> tuple[str, bool] | None:
    """The content of a session, and whether it still runs."""
    cursor = await connection.execute(SESSION, [key])
    return cast("tuple[str, bool] | None", await cursor.fetchone())


async def account_of(connection: Connection, account_id: int) -> tuple[int, str] | None:
    """The person of an account that may come in, and the account's hashed password."""
    cursor = await connection.execute(ACCOUNT, [account_id])
    return cast("tuple[int, str] | None", await cursor.fetchone())


async def still(
    connection: Connection, sessions: Sequence[tuple[str, int]]
) -> dict[str, tuple[bool, str, bool]]:
    """By session key: whether it runs, the account's hashed password, whether she may come in."""
    keys, accounts = [key for key, _ in sessions], [account for _, account in sessions]
    cursor = await connection.execute(STILL, [keys, accounts])
    return {key: (runs, password, welcome) async for key, runs, password, welcome in cursor}


async def rights_of(
    connection: Connection, person_id: int, topics: Iterable[str]
) -> tuple[list[int], bool, set[str]]:
    """A person's audiences, whether she is of the house, and which topics she may see.

    Asked under her identity, by the policies of the tables themselves.
    """
    asked = list(topics)
    # One way there and one back for all of it: everybody comes at once after a restart.
    async with connection.pipeline(), connection.transaction():
        await connection.execute(AS_PERSON)
        await connection.execute(IDENTITY, [str(person_id)])
        cursor = await connection.execute(AUDIENCES)
        seen = await connection.execute(SEEN, [uids(asked, "item"), uids(asked, "space")])
        found: Any = await cursor.fetchone()
        visible = {row[0] async for row in seen}
    if HOME in asked:
        visible.add(HOME)
    return found[0], found[1], visible


async def snapshot(connection: Connection) -> tuple[str, str]:
    """What is committed, and the oldest transaction still running."""
    cursor = await connection.execute(SNAPSHOT)
    return cast("tuple[str, str]", await cursor.fetchone())


async def events_since(connection: Connection, tx: str) -> list[Told]:
    """The events of the transactions that were not over at ``tx``."""
    return [_told(row) async for row in await connection.execute(EVENTS, [tx])]


async def changes_since(connection: Connection, tx: str) -> list[Changed]:
    """The changes of rights of the transactions that were not over at ``tx``."""
    return [
        Changed(number, person, audience, item or space)
        async for number, person, audience, item, space in await connection.execute(CHANGES, [tx])
    ]


async def topics_of(
    connection: Connection, audiences: Iterable[int], topics: Iterable[str]
) -> set[str]:
    """Which of the topics are things that these audiences may see."""
    asked, named = list(topics), list(audiences)
    cursor = await connection.execute(
        OF_AUDIENCES, [uids(asked, "item"), named, uids(asked, "space"), named]
    )
    return {row[0] async for row in cursor}


def _told(row: tuple[Any, ...]) -> Told:
    number, audience, everyone, item, item_audience, item_everyone, space, of_space, for_all = row
    topics = []
    if item:
        topics.append((item, Circle(item_audience, item_everyone)))
    if space:
        topics.append((space, Circle(of_space, for_all)))
    return Told(number, Circle(audience, everyone), tuple(topics))
