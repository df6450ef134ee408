"""What the house answered when an app was switched on in a space."""

import json

from django.db import connection


def asked(space_id: int, app: str, ask: str) -> int | None:
    """The id of the unit or person answered to an ask; None when it was left open.

    The same whoever asks: those whom an item concerns may be outside its space.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT etabli_asks(%s, %s)", [space_id, app])
        found = cursor.fetchone()[0]
    answers = (json.loads(found) if isinstance(found, str) else found) or {}
    target = answers.get(ask)
    return int(target) if target is not None else None
