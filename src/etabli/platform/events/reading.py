"""Reading the log without losing a line of it.

Ids are given before the commit, so a lower one may appear after a higher one was read. A
reader therefore goes by transaction: it stops at the oldest one still running, and what is
below is complete. (Going by id alone up to that horizon loses the event that was numbered
early and committed late.)
"""

from dataclasses import dataclass

from django.db import connection, transaction

from etabli.platform.events.models import Event

BATCH = 100

LOCK = """
SELECT tx::text, event_id FROM events_cursor WHERE listener = %s FOR UPDATE SKIP LOCKED
"""
# The first listeners of a house read from its first day. One that comes later, with an upgrade,
# starts from now: it must not mail what happened last year.
START = """
INSERT INTO events_cursor (listener, tx, event_id, at)
SELECT %s,
       CASE WHEN EXISTS (SELECT 1 FROM events_cursor WHERE at < now() - interval '1 hour')
            THEN pg_snapshot_xmin(pg_current_snapshot()) ELSE '0'::xid8 END,
       0, now()
ON CONFLICT DO NOTHING
"""
AFTER = """
SELECT e.id, e.at, e.verb, e.actor_id, e.item_id, e.space_id, e.comment_id, e.person_id,
       e.audience_id, e.payload, e.tx::text AS tx
FROM events_event e
WHERE (e.tx, e.id) > (%s::xid8, %s) AND e.tx < pg_snapshot_xmin(pg_current_snapshot())
  AND e.verb = ANY (%s)
ORDER BY e.tx, e.id LIMIT %s
"""
MOVE = """
UPDATE events_cursor SET tx = %s::xid8, event_id = %s, at = now() WHERE listener = %s
"""
# What is not for this listener is passed over now and then, not read again at each ring.
SKIP = """
UPDATE events_cursor c SET tx = pg_snapshot_xmin(pg_current_snapshot()), event_id = 0, at = now()
WHERE listener = %s AND at < now() - interval '1 minute'
  AND NOT EXISTS (SELECT 1 FROM events_event e
                  WHERE (e.tx, e.id) > (c.tx, c.event_id) AND e.verb = ANY (%s)
                    AND e.tx < pg_snapshot_xmin(pg_current_snapshot()))
"""
# A database restored into a new cluster holds transaction ids of its former life, which may be
# higher than those to come: they become 0, before all others, and are read in order of id.
RESTORED = """
SELECT EXISTS (SELECT 1 FROM events_event
               WHERE tx >= pg_snapshot_xmax(pg_current_snapshot()))
"""
CURSORS_FROM_ZERO = """
UPDATE events_cursor c SET tx = '0', event_id = coalesce(
    (SELECT min(e.id) - 1 FROM events_event e WHERE (e.tx, e.id) > (c.tx, c.event_id)),
    (SELECT max(e.id) FROM events_event e), 0)
"""
EVENTS_TO_ZERO = "UPDATE events_event SET tx = '0' WHERE tx <> '0'"


@dataclass(frozen=True)
class Place:
    """Where a reader stands: after this event of this transaction."""

    tx: str
    event_id: int


def place_of(event: Event) -> Place:
    return Place(event.tx, event.pk)  # type: ignore[attr-defined]


def start(listener: str) -> None:
    """Give a listener a cursor if it has none."""
    with connection.cursor() as cursor:
        cursor.execute(START, [listener])


def locked_place(listener: str) -> Place | None:
    """Where a listener stands, held until the transaction ends; None when another worker is
    at it just now.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [listener])
        row = cursor.fetchone()
    return Place(*row) if row else None


def events_after(place: Place, verbs: tuple[str, ...], limit: int = BATCH) -> list[Event]:
    """The next complete events of these verbs, in order."""
    return list(Event.objects.raw(AFTER, [place.tx, place.event_id, list(verbs), limit]))


def move(listener: str, place: Place) -> None:
    """The listener has read up to here."""
    with connection.cursor() as cursor:
        cursor.execute(MOVE, [place.tx, place.event_id, listener])


def skip_ahead(listener: str, verbs: tuple[str, ...]) -> None:
    """Nothing more is for this listener: let it stand at the end of what is complete."""
    with connection.cursor() as cursor:
        cursor.execute(SKIP, [listener, list(verbs)])


def settle_after_restore() -> None:
    """Make the log readable again after the database moved to another cluster.

    Raises django.db.DatabaseError. Does nothing in an ordinary life.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(RESTORED)
        row = cursor.fetchone()
        if row and row[0]:
            cursor.execute(CURSORS_FROM_ZERO)
            cursor.execute(EVENTS_TO_ZERO)
