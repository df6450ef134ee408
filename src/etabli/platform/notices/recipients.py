"""Of those whom an event concerns, a batch that may know of it: one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from etabli.platform.notices.models import Reason
from etabli.platform.notices.sources import Happened, Source

BATCH = 500
"""People looked at in one transaction; the log brings the next ones."""

# Who is concerned for several reasons hears of the first in the order of the sources. Audiences
# open to the whole house list only the others.
CONCERNED = """
WITH concerned (person_id, place) AS (
    SELECT * FROM unnest(%(people)s::bigint[], %(places)s::int[])
    UNION ALL
    SELECT m.person_id, a.place
    FROM unnest(%(audiences)s::bigint[], %(of_audiences)s::int[]) AS a (id, place)
    JOIN access_audiencemember m ON m.audience_id = a.id
    UNION ALL
    SELECT p.id, a.place
    FROM unnest(%(audiences)s::bigint[], %(of_audiences)s::int[]) AS a (id, place)
    JOIN access_audience x ON x.id = a.id AND x.everyone
    JOIN people_person p ON p.kind = 'person' AND p.active
    UNION ALL
    SELECT f.person_id, %(of_followers)s FROM items_follow f
    WHERE f.item_id = %(item)s AND NOT f.muted AND %(of_followers)s IS NOT NULL
), batch AS (
    SELECT person_id, min(place) AS place FROM concerned
    WHERE person_id > %(after)s GROUP BY person_id ORDER BY person_id LIMIT %(most)s
)
SELECT b.person_id, b.place,
       p.active AND p.kind IN ('person', 'guest') AND p.id <> %(actor)s
       AND NOT EXISTS (SELECT 1 FROM unnest(%(needed)s::bigint[]) AS needed
                       WHERE NOT access_holds(needed, p.id))
       AND NOT EXISTS (SELECT 1 FROM items_follow f
                       WHERE f.item_id = %(item)s AND f.person_id = p.id AND f.muted)
FROM batch b JOIN people_person p ON p.id = b.person_id
ORDER BY b.person_id
"""


@dataclass(frozen=True)
class Batch:
    """Who is told, each with the source that says why; ``last``: whom to go on after, or None."""

    told: Sequence[tuple[int, Source]]
    last: int | None


def batch_of(happened: Happened, sources: Sequence[Source], after: int = 0) -> Batch:
    """The next people to tell, in the order of their ids. Asks as etabli_sys."""
    ordered = sorted(sources, key=lambda source: list(Reason).index(source.reason))
    with connection.cursor() as cursor:
        cursor.execute(CONCERNED, {**_asked(happened, ordered), "after": after, "most": BATCH})
        rows = cursor.fetchall()
    told = [(person_id, ordered[place]) for person_id, place, may in rows if may]
    return Batch(told, rows[-1][0] if len(rows) == BATCH else None)


def _asked(happened: Happened, sources: Sequence[Source]) -> dict[str, Any]:
    named = [(pk, place) for place, one in enumerate(sources) for pk in one.people]
    circles = [(one.audience_id, place) for place, one in enumerate(sources) if one.audience_id]
    followed = [place for place, one in enumerate(sources) if one.followers]
    return {
        "people": [pk for pk, _ in named],
        "places": [place for _, place in named],
        "audiences": [pk for pk, _ in circles],
        "of_audiences": [place for _, place in circles],
        "of_followers": followed[0] if followed else None,
        "item": happened.item.pk if happened.item else None,
        "actor": happened.event.actor_id or 0,
        "needed": _needed(happened),
    }


def _needed(happened: Happened) -> list[int]:
    """The audiences one must be in: that of the event, and those of things as they are now."""
    item, comment, event = happened.item, happened.comment, happened.event
    said = event.audience_id if event.verb != "join_declined" else None
    found = (item and item.audience_id, comment and comment.audience_id, said)
    return sorted({pk for pk in found if pk})
