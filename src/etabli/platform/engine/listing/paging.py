"""Pages of a list by the last row of the page before: the hundredth costs what the first did."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F as Column
from django.db.models import Field, IntegerField, Q, QuerySet
from django.utils.timezone import is_aware

from etabli.platform.engine.app import App
from etabli.platform.engine.listing.asking import Asked
from etabli.platform.items.models import Item

COUNTED = 1000
"""Counts stop here: « plus de 1 000 »."""
NEVER_EMPTY = frozenset({"title", "number", "state", "created_at", "updated_at", "activity_at"})
_LARGEST = 2**63 - 1
NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Key:
    """Something a list is sorted by. ``expression``: what the database sorts."""

    name: str
    expression: Any
    kind: "Field[Any, Any]"
    descending: bool
    nullable: bool

    def after(self, value: Any) -> Q:
        """The rows that come after a value; those without one come last."""
        if value is None:
            return NOTHING
        beyond = Q(**{f"{self.name}__{'lt' if self.descending else 'gt'}": value})
        return beyond | Q(**{f"{self.name}__isnull": True}) if self.nullable else beyond

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.name}__isnull": True} if value is None else {self.name: value})

    def from_here(self, value: Any) -> Q:
        """A bound that an index can begin at."""
        return Q(**{f"{self.name}__{'lte' if self.descending else 'gte'}": value})


@dataclass(frozen=True)
class Mark:
    """The last row of a page: what it is sorted by, and its id."""

    values: tuple[Any, ...]
    id: int


@dataclass(frozen=True)
class Page:
    """The items of a page, and the mark after which the next begins; '' for the last page."""

    items: list[Item]
    next: str = ""


def keys_of(app: App, asked: Asked) -> list[Key]:
    """What a list is sorted by, as the database knows it."""
    keys: list[Key] = []
    for name, descending in asked.sort:
        column = app.column(name)
        if not column:
            continue
        expression = app.field(name).sort_expr(column, descending=descending).expression
        plain = isinstance(expression, Column)
        kind = Item._meta.get_field(column) if plain else IntegerField()
        nullable = not plain or column not in NEVER_EMPTY
        keys.append(Key(f"sort{len(keys)}", expression, kind, descending, nullable))  # type: ignore[arg-type]
    return keys


def page_of(rows: QuerySet[Item], keys: Sequence[Key], after: str, size: int) -> Page:
    """The page that begins after a mark; the first one when it makes no sense.

    Its items come without their people and their space: see ``items.gathering``. Rows without a
    value for the first key come last and are asked for apart, so that an index on that key gives
    both parts in their order.
    """
    rows = rows.select_related(None).annotate(**{key.name: key.expression for key in keys})
    mark = read_mark(after, keys)
    found: list[Item] = []
    if not keys or not keys[0].nullable:
        found = list(_part(rows, keys, mark, bound=bool(keys))[: size + 1])
    else:
        first = keys[0]
        if mark is None or mark.values[0] is not None:
            full = rows.filter(**{f"{first.name}__isnull": False})
            found = list(_part(full, keys, mark, bound=True)[: size + 1])
            mark = None
        if len(found) <= size:
            rest = None if mark is None else Mark(mark.values[1:], mark.id)
            empty = rows.filter(**{f"{first.name}__isnull": True})
            found += _part(empty, keys[1:], rest, bound=False)[: size + 1 - len(found)]
    return Page(found[:size], _mark_of(found[size - 1], keys) if len(found) > size else "")


def counted(rows: QuerySet[Item]) -> int:
    """How many there are, up to one more than is counted."""
    return rows.order_by()[: COUNTED + 1].count()


def read_mark(text: str, keys: Sequence[Key]) -> Mark | None:
    """The mark an address says; None when it is not one of this order."""
    try:
        told = json.loads(urlsafe_b64decode(text.encode()))
        values, last = told[:-1], told[-1]
        if len(values) != len(keys) or not 0 < int(last) <= _LARGEST:
            return None
        read = tuple(_read(key, value) for key, value in zip(keys, values, strict=True))
    except (ValueError, TypeError, KeyError, IndexError, ValidationError, OverflowError):
        return None
    return Mark(read, int(last))


def _read(key: Key, value: Any) -> Any:
    read = key.kind.to_python(value)
    if isinstance(read, datetime) and not is_aware(read):
        raise ValueError(value)
    if isinstance(read, str) and "\0" in read:
        raise ValueError(value)
    if isinstance(read, int) and abs(read) > _LARGEST:
        raise ValueError(value)
    return read


def _mark_of(item: Item, keys: Sequence[Key]) -> str:
    told = [getattr(item, key.name) for key in keys]
    text = json.dumps([*told, item.pk], default=str, separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode()


def _part(
    rows: QuerySet[Item], keys: Sequence[Key], mark: Mark | None, *, bound: bool
) -> QuerySet[Item]:
    """Rows in their order, after a mark. ``bound``: the first key is never empty here."""
    order = [
        Column(key.name).desc(nulls_last=True if n or not bound else None)
        if key.descending
        else Column(key.name).asc(nulls_last=True if n or not bound else None)
        for n, key in enumerate(keys)
    ]
    rows = rows.order_by(*order, Column("id").desc())
    if mark is None:
        return rows
    if bound:
        rows = rows.filter(keys[0].from_here(mark.values[0]))
    same, choices = Q(), []
    for key, value in zip(keys, mark.values, strict=True):
        choices.append(same & key.after(value))
        same &= key.same(value)
    return rows.filter(reduce(or_, [*choices, same & Q(pk__lt=mark.id)]))
