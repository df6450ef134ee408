"""A list as a table: columns, rows, groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from etabli.platform.engine.app import App
from etabli.platform.engine.definition.names import KEPT_AS_FIELDS
from etabli.platform.engine.definition.views import View
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.formula import FormulaField
from etabli.platform.engine.fields.shown import Part, Shown
from etabli.platform.engine.formulas import computed, is_formula
from etabli.platform.engine.listing.asking import Asked, sortable
from etabli.platform.engine.looking import context_for
from etabli.platform.items.models import Item

# Envelope names that read a record of the item, and how to get its id.
RECORDS = {"author": "author_id", "assignee": "assignee_id", "space": "space_id"}


@dataclass(frozen=True)
class Column:
    """A column of a table, as ui.table takes it."""

    uid: str
    label: str
    sort_url: str = ""
    sorted: str = ""
    number: bool = False


@dataclass(frozen=True)
class Row:
    """An item, and its cells in the order of the columns after the title."""

    item: Item
    cells: tuple[tuple[Column, Shown], ...]


@dataclass(frozen=True)
class Group:
    """Rows under a heading; one group without a heading when the list is not grouped."""

    label: str
    rows: tuple[Row, ...]


def columns_of(app: App, asked: Asked, context: Context) -> tuple[Column, ...]:
    """The columns after the title: those of the view, else what matters most."""
    uids = asked.view.columns or asked.view.card or _usual(app)
    return tuple(_column(app, uid, asked, context) for uid in uids if uid in app.listed)


def value_of(app: App, item: Item, uid: str) -> Any:
    """The canonical value of a field or of a name of the envelope."""
    if is_formula(app, uid):
        return computed(app, item, uid, context_for(None))
    if uid in app.fields or uid in KEPT_AS_FIELDS:
        return item.data.get(uid)
    if uid in RECORDS:
        return getattr(item, RECORDS[uid])
    value = getattr(item, app.column(uid) or uid, None)
    return value.isoformat() if isinstance(value, datetime) else value


def cover_of(app: App, view: View) -> str:
    """The field whose first picture a gallery shows; '' for another view."""
    if view.kind != "gallery":
        return ""
    kept = (uid for uid, one in app.fields.items() if one.kind == "images" and one.read is None)
    return view.cover or next(kept, "")


def covers(app: App, uid: str, items: Iterable[Item], context: Context) -> dict[int, Part]:
    """The first picture of each item that has one."""
    field = app.field(uid)
    found = {item.pk: field.display(item.data.get(uid), context).parts for item in items}
    pictures = {
        pk: next((part for part in parts if part.thumbnail), None) for pk, parts in found.items()
    }
    return {pk: part for pk, part in pictures.items() if part is not None}


def groups_of(
    app: App, items: Iterable[Item], columns: tuple[Column, ...], asked: Asked, context: Context
) -> list[Group]:
    """The rows, under the headings of the view's ``group`` when it has one."""
    rows = [Row(item, _cells(app, item, columns, context)) for item in items]
    by = asked.view.group
    if not by:
        return [Group("", tuple(rows))]
    found: dict[str, list[Row]] = {}
    for row in rows:
        label = app.field(by).display(value_of(app, row.item, by), context).text
        found.setdefault(label, []).append(row)
    return [Group(label, tuple(inside)) for label, inside in found.items()]


def _cells(
    app: App, item: Item, columns: tuple[Column, ...], context: Context
) -> tuple[tuple[Column, Shown], ...]:
    return tuple(
        (column, app.field(column.uid).display(value_of(app, item, column.uid), context))
        for column in columns
    )


def _usual(app: App) -> list[str]:
    listed = [uid for uid, one in app.fields.items() if one.filter and one.read is None]
    envelope = [uid for uid in ("state", "assignee", "due") if uid in app.listed]
    return [
        *envelope[:1],
        *[u for u in listed if f"{{{u}}}" not in app.title][:3],
        *envelope[1:],
        "activity",
    ]


def _column(app: App, uid: str, asked: Asked, context: Context) -> Column:
    one = app.field(uid)
    label = one.name.say(context.lang)
    kind = one.gives if isinstance(one, FormulaField) else one.kind
    number = kind in ("number", "money", "rating", "percent", "duration")
    if not sortable(app, uid):
        return Column(uid, label, number=number)
    now = dict(asked.sort).get(uid)
    first = asked.sort[:1] == ((uid, bool(now)),) and now is not None
    turned = ((uid, not now if first else False),)
    direction = ("descending" if now else "ascending") if first else ""
    return Column(uid, label, asked.query(sort=turned, after=""), direction, number)
