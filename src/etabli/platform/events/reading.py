"""Reading the log without losing a line of it, and without waiting for anybody.

Ids are given before the commit: a lower one may appear after a higher one was read. So a
reader keeps its place by transaction. Below the oldest one still running, what is there is
complete and is read in order. Above, what has committed is read at once too, and remembered
as done until the place has passed it: a long import holds up nobody's mail. (Going by id
alone loses the event that was numbered early and committed late.)
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import connection, transaction

from etabli.platform.events.models import Event

BATCH = 100
"""Events read at once."""
EARLY = 5000
"""Events done ahead of the place; beyond, it is the running transaction's turn to end."""

LOCK = """
SELECT tx::text, event_id, turn FROM events_cursor WHERE listener = %s FOR UPDATE SKIP LOCKED
"""
# The first listeners of a house read from its first day. One that comes later, with an upgrade,
# starts from now: it must not mail what happened last year.
START = """
WITH later AS (SELECT EXISTS (SELECT 1 FROM events_cursor WHERE at < now() - interval '1 hour')
               AS yes, pg_snapshot_xmin(pg_current_snapshot()) AS tx)
INSERT INTO events_cursor (listener, tx, event_id, done, at)
SELECT %s, CASE WHEN yes THEN tx ELSE '0'::xid8 END, 0,
       CASE WHEN yes THEN ARRAY(SELECT e.id FROM events_event e WHERE e.tx >= later.tx)
            ELSE '{}' END, now()
FROM later ON CONFLICT DO NOTHING
"""
PENDING = """
SELECT e.id, e.at, e.verb, e.actor_id, e.item_id, e.space_id, e.comment_id, e.person_id,
       e.audience_id, e.payload, e.tx::text AS tx,
       e.tx >= pg_snapshot_xmin(pg_current_snapshot()) AS early, c.turn
FROM events_cursor c, events_event e
WHERE c.listener = %s AND (e.tx, e.id) > (c.tx, c.event_id) AND e.verb = ANY (%s)
  AND NOT e.id = ANY (c.done)
  AND (cardinality(c.done) < %s OR e.tx < pg_snapshot_xmin(pg_current_snapshot()))
ORDER BY e.tx, e.id LIMIT %s
"""
BY_ORDER = """
UPDATE events_cursor SET tx = %s::xid8, event_id = %s, turn = turn + 1, at = now()
WHERE listener = %s
"""
AHEAD = """
UPDATE events_cursor SET done = done || %s::bigint, turn = turn + 1, at = now()
WHERE listener = %s
"""
# When nothing complete is left, the place goes on to where completeness ends: what was done
# ahead is forgotten, and what is for others is not read again at each ring.
CATCH_UP = """
UPDATE events_cursor c
SET tx = pg_snapshot_xmin(pg_current_snapshot()), event_id = 0, turn = turn + 1, at = now(),
    done = ARRAY(SELECT e.id FROM events_event e WHERE e.id = ANY (c.done)
                 AND e.tx >= pg_snapshot_xmin(pg_current_snapshot()))
WHERE listener = %s
  AND c.tx < pg_snapshot_xmin(pg_current_snapshot())
  AND (cardinality(done) > 0 OR at < now() - interval '1 minute')
  AND NOT EXISTS (SELECT 1 FROM events_event e
                  WHERE (e.tx, e.id) > (c.tx, c.event_id) AND e.verb = ANY (%s)
                    AND NOT e.id = ANY (c.done)
                    AND e.tx < pg_snapshot_xmin(pg_current_snapshot()))
"""
# A database restored into a new cluster holds transaction ids of its former life, which may be
# higher than those to come: they become 0, before all others, and are read in order of id.
RESTORED = """
SELECT EXISTS (SELECT 1 FROM events_event
               WHERE tx >= pg_snapshot_xmax(pg_current_snapshot()))
"""
# What came since has a low transaction and a high id: it counts as not read.
CURSORS_FROM_ZERO = """
UPDATE events_cursor c SET tx = '0', event_id = coalesce(least(
    (SELECT min(e.id) - 1 FROM events_event e
     WHERE (e.tx, e.id) > (c.tx, c.event_id) AND NOT e.id = ANY (c.done)),
    (SELECT max(e.id) FROM events_event e
     WHERE (e.tx, e.id) <= (c.tx, c.event_id)
       AND e.tx >= pg_snapshot_xmax(pg_current_snapshot()))), 0)
"""
EVENTS_TO_ZERO = "UPDATE events_event SET tx = '0' WHERE tx <> '0'"


@dataclass(frozen=True)
class Turn:
    """An event whose turn it is. ``turn`` counts what the listener did before: when it is
    another by then, another worker was faster. ``early``: ahead of the place.
    """

    listener: str
    event: Event
    turn: int
    early: bool


def start(listener: str) -> None:
    """Give a listener a cursor if it has none."""
    with connection.cursor() as cursor:
        cursor.execute(START, [listener])


def pending(listener: str, verbs: Sequence[str]) -> list[Turn]:
    """The next events of these verbs, in the order in which to take them."""
    events = Event.objects.raw(PENDING, [listener, list(verbs), EARLY, BATCH])
    turns = [Turn(listener, event, event.turn, event.early) for event in events]  # type: ignore[attr-defined]
    return [replace(one, turn=one.turn + place) for place, one in enumerate(turns)]


def still_its_turn(turn: Turn) -> bool:
    """Whether the event is still to be taken; holds the listener until the transaction ends.

    Another worker at the same listener makes it False.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [turn.listener])
        row = cursor.fetchone()
    return row is not None and row[2] == turn.turn


def taken(turn: Turn) -> None:
    """The listener is over with this event."""
    with connection.cursor() as cursor:
        if turn.early:
            cursor.execute(AHEAD, [turn.event.pk, turn.listener])
        else:
            event = turn.event
            cursor.execute(BY_ORDER, [event.tx, event.pk, turn.listener])  # type: ignore[attr-defined]


def catch_up(listener: str, verbs: Sequence[str]) -> None:
    """Let a listener that has taken all that is complete stand at its end."""
    with connection.cursor() as cursor:
        cursor.execute(CATCH_UP, [listener, list(verbs)])


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
