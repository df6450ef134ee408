"""Flex columns filled again when a definition changed their map.

Each item carries the mark of the map it was filled under. The worker takes those that carry
another one, some hundreds at a time, each batch a short transaction of its own: it may be
killed at any moment and goes on where it stopped, and it waits for nobody's lock. What an
item says does not change: no version, no revision, no event. Run as etabli_sys.
"""

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from etabli.platform.engine.app import App
from etabli.platform.engine.formulas import kept_formulas
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.models import FlexMap
from etabli.platform.engine.registry import apps
from etabli.platform.events.regularly import regularly
from etabli.platform.items.models import Item
from etabli.platform.items.models.item import FLEX_COLUMNS

BATCH = 200
AT_A_TIME = 2.0  # seconds: the worker has letters to post too

log = structlog.get_logger(__name__)

# The two ends of an index: right and quick also while statistics are old, as after a filling.
BEHIND = """
SELECT known.app FROM unnest(%s::text[], %s::int[]) AS known (app, mark),
LATERAL (SELECT flex_map FROM items_item i WHERE i.app = known.app
         ORDER BY flex_map LIMIT 1) lowest,
LATERAL (SELECT flex_map FROM items_item i WHERE i.app = known.app
         ORDER BY flex_map DESC NULLS FIRST LIMIT 1) highest
WHERE lowest.flex_map IS DISTINCT FROM known.mark OR highest.flex_map IS DISTINCT FROM known.mark
"""
FILL = f"""
UPDATE items_item i
SET {", ".join(f"{column} = v.{column}" for column in (*FLEX_COLUMNS, "flex_map"))}
FROM jsonb_populate_recordset(NULL::items_item, %s::jsonb) v WHERE i.id = v.id
"""


@regularly(seconds=5)
def fill_columns() -> int:
    """Fill the columns of items that carry an older mark, for a short while; how many."""
    known = apps()
    _remember(known.values())
    behind = _behind(known)
    ends = time.monotonic() + AT_A_TIME
    filled = 0
    for uid in behind:
        while (count := fill_batch(known[uid])) and time.monotonic() < ends:
            filled += count
        filled += count
    _forget(known, _behind(known) if behind else ())
    return filled


def stale(app: App) -> tuple["QuerySet[Item]", ...]:
    """The items that carry another mark than their app's, as ranges in the order of an index."""
    return stale_in(app.app, app.flex_mark)


def stale_in(app: str, mark: int) -> tuple["QuerySet[Item]", ...]:
    """The same, said by the uid of the app and its mark."""
    rows = Item.objects.filter(app=app).order_by("app", "flex_map")
    parts = Q(flex_map=None), Q(flex_map__lt=mark), Q(flex_map__gt=mark)
    return tuple(rows.filter(part) for part in parts)


def fill_batch(app: App) -> int:
    """Fill some items of an app; 0 when none is left but those somebody is changing."""
    return next((count for part in stale(app) if (count := _fill(app, part))), 0)


def _fill(app: App, rows: "QuerySet[Item]") -> int:
    with transaction.atomic():
        held = rows.select_for_update(of=("self",), skip_locked=True)
        filled = [{"id": item.pk, **columns_filled(app, item)} for item in held[:BATCH]]
        if filled:
            with connection.cursor() as cursor:
                cursor.execute(FILL, [json.dumps(filled, cls=DjangoJSONEncoder)])
    return len(filled)


def columns_filled(app: App, item: Item) -> dict[str, Any]:
    """Every flex column of an item as it is, and the mark of the map."""
    columns: dict[str, Any] = dict.fromkeys(FLEX_COLUMNS)
    said = item.data | kept_formulas(app, item, {}, context_for(None, lang=item.lang))
    for uid, column in app.flex.items():
        columns[column] = _value(app, uid, said.get(uid))
    return {**columns, "flex_map": app.flex_mark}


def _value(app: App, uid: str, value: Any) -> Any:
    """What goes in the column; nothing for a value that another type of field left there."""
    try:
        return app.fields[uid].flex_value(value)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        log.warning("filling.unreadable", app=app.app, field=uid)
        return None


def _behind(known: Mapping[str, App]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(BEHIND, [list(known), [app.flex_mark for app in known.values()]])
        return [row[0] for row in cursor.fetchall()]


def _remember(known: Any) -> None:
    """Keep the present maps, by which lists will know what a later one changes."""
    there = set(FlexMap.objects.values_list("app", "mark"))
    FlexMap.objects.bulk_create(
        (
            FlexMap(app=app.app, mark=app.flex_mark, columns=app.flex_map)
            for app in known
            if (app.app, app.flex_mark) not in there
        ),
        ignore_conflicts=True,
    )


def _forget(known: Mapping[str, App], behind: Sequence[str]) -> None:
    """Drop the maps that no item carries any more, of apps that are done."""
    for row in FlexMap.objects.all():
        app = known.get(row.app)
        if app is not None and row.mark != app.flex_mark and row.app not in behind:
            row.delete()
