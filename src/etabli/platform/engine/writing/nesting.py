"""Items under one another: never in a circle, never too deep."""

from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from etabli.platform.engine.app import App
from etabli.platform.engine.writing.refusal import Refusal
from etabli.platform.items.models import Item

DEPTH = 12
"""Items one under another, the first and the last counted."""


def refuse_circles(app: App, item: Item, values: dict[str, Any]) -> None:
    """Raise Refusal when these values would put an item under itself, or too deep."""
    for uid in {view.parent for view in app.looks.values() if view.kind == "tree" and view.parent}:
        into = values.get(uid)
        if into is None or into == item.data.get(uid):
            continue
        depth = _depth(app, item.pk or 0, int(into), uid)
        if depth < 0:
            said = _("This is under “%(title)s” already: it cannot hold it too. Pick another.")
            raise Refusal(said % {"title": item.title}, {uid: said % {"title": item.title}})
        if depth > DEPTH:
            said = _("This would make more than %(most)s levels. Pick one that is less deep.")
            raise Refusal(said % {"most": DEPTH}, {uid: said % {"most": DEPTH}})


def _depth(app: App, item: int, into: int, uid: str) -> int:
    """How deep the tree would be there; -1 for a circle. Two moves at once wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"tree:{app.app}:{uid}"])
        cursor.execute("SELECT items_tree_depth(%s, %s, %s, %s)", [item, into, uid, app.app])
        return int(cursor.fetchone()[0])
