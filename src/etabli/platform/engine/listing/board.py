"""A list as a board: a column per value, a ticket per item."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from etabli.platform.engine.app import App
from etabli.platform.engine.definition.states import Move
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.shown import GroupKey, Shown
from etabli.platform.engine.listing.table import value_of
from etabli.platform.engine.rights import can, may_move
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person

MOST = 100
"""Tickets drawn in one lane; the rest is one link away, in the list."""


@dataclass(frozen=True)
class Target:
    """Somewhere a ticket can go: the lane, and the move or the field that leads there.

    ``asks``: the move demands something more, so it opens its form instead of happening.
    """

    lane: str
    label: str
    move: str = ""
    asks: bool = False


@dataclass(frozen=True)
class Ticket:
    """A card of the board."""

    item: Item
    facts: tuple[Shown, ...]
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class Lane:
    """A column of the board. ``count`` counts all its items, drawn or not."""

    key: str
    label: str
    count: int
    tickets: tuple[Ticket, ...]
    percent: int = 0
    tone: str = ""
    hue: str = ""


def lanes_of(
    app: App, rows: QuerySet[Item], by: str, card: Sequence[str], person: Person, context: Context
) -> list[Lane]:
    """The lanes of a board by a field or by the state."""
    field = app.field(by)
    keys = field.group_keys(context) or ()
    column = app.column(by)
    counts = dict(rows.order_by().values_list(column).annotate(n=Count("pk")))
    return [
        _lane(app, rows, by, card, key, counts.get(field.flex_value(key.value), 0), person, context)
        for key in keys
    ]


def _lane(
    app: App,
    rows: QuerySet[Item],
    by: str,
    card: Sequence[str],
    key: GroupKey,
    count: int,
    person: Person,
    context: Context,
) -> Lane:
    column = app.column(by)
    wanted = app.field(by).flex_value(key.value)
    inside = rows.filter(**({f"{column}__isnull": True} if wanted is None else {column: wanted}))
    state = app.states.get(str(key.value)) if by == "state" else None
    return Lane(
        key=str(key.value or ""),
        label=key.label,
        count=count,
        tickets=tuple(_ticket(app, item, by, card, person, context) for item in inside[:MOST]),
        percent=round(100 * progress(app, str(key.value))) if state else 0,
        tone=(state.tone or "") if state else "",
        hue=key.hue,
    )


def progress(app: App, state: str) -> float:
    """How far a state is along the way, 0 to 1: said, or guessed from its place."""
    said = app.states.get(state)
    if said is None:
        return 0.0
    if said.p is not None:
        return said.p
    if said.final:
        return 1.0
    open_states = [uid for uid, one in app.states.items() if not one.final]
    return open_states.index(state) / max(len(open_states), 1)


def _ticket(
    app: App, item: Item, by: str, card: Sequence[str], person: Person, context: Context
) -> Ticket:
    facts = tuple(
        shown
        for uid in card
        if uid in app.listed
        and uid not in ("assignee", "due", by)
        and (shown := app.field(uid).display(value_of(app, item, uid), context))
    )
    return Ticket(item, facts, targets_of(app, item, by, person, context))


def targets_of(
    app: App, item: Item, by: str, person: Person, context: Context
) -> tuple[Target, ...]:
    """Where a person may take an item on this board."""
    if by == "state":
        return tuple(_by_move(uid, move, context) for uid, move in may_move(app, item, person))
    if not can(person, "edit", item):
        return ()
    now = value_of(app, item, by)
    keys = app.field(by).group_keys(context) or ()
    return tuple(Target(str(k.value or ""), k.label) for k in keys if k.value != now)


def _by_move(uid: str, move: Move, context: Context) -> Target:
    asks: Any = move.require or move.reason == "required"
    return Target(move.to, move.name.say(context.lang), uid, bool(asks))
