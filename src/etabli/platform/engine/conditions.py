"""Conditions of definitions at work: on one item in Python, on lists in SQL."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from etabli.lib.expression import (
    Always,
    And,
    Compare,
    Condition,
    Has,
    In,
    Moment,
    Not,
    Operand,
    Or,
    Ref,
    holds,
    names_of,
)
from etabli.platform.engine.app import App
from etabli.platform.engine.definition.conditions import compiled
from etabli.platform.engine.fields.context import Context

_LOOKUPS = {"<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
NOTHING = Q(pk__in=[])
NOBODY = 0
"""An id that no person has."""


@lru_cache(maxsize=1024)
def _tree(app: App, source: str, listing: bool) -> Condition:
    tree = compiled(app, source, listing=listing).tree
    assert tree is not None, "the checks let only comparisons through"
    return tree


def holds_for(app: App, source: str, values: Mapping[str, Any], context: Context) -> bool:
    """Whether a condition holds for canonical values, of fields and of the envelope, by name."""
    known: dict[str, Any] = {
        uid: app.listed[uid].comparable(value) for uid, value in values.items() if uid in app.listed
    }
    known |= {"me": context.actor, "final": values.get("state") in app.final_states}
    return holds(_tree(app, source, False), known, context.now.astimezone(context.zone))


def holds_at(app: App, source: str, state: str) -> bool:
    """Whether a condition that reads nothing but the state holds in one; others may."""
    tree = _tree(app, source, False)
    if not names_of(tree) <= {"state", "final"}:
        return True
    known = {"state": state, "final": state in app.final_states}
    return holds(tree, known, timezone.localtime())


def names_asked(app: App, source: str) -> frozenset[str]:
    """The names that a condition on the values of a form reads."""
    return names_of(_tree(app, source, False))


def names_in(app: App, source: str) -> frozenset[str]:
    """The names that a condition on lists reads."""
    return names_of(_tree(app, source, True))


def goes_on(app: App, source: str | None) -> bool:
    """Whether a condition on lists leaves out whatever has ended."""
    tree = _tree(app, source, True) if source else None
    parts = tree.parts if isinstance(tree, And) else (tree,)
    return any(_goes_on(part) for part in parts)


def _goes_on(part: Condition | None) -> bool:
    match part:
        case Not(part=Compare(name="final", op="==", value=True)):
            return True
        case Compare(name="final", op="==", value=False):
            return True
    return False


def rows_for(app: App, source: str, context: Context) -> Q:
    """The items for which a condition holds, seen by ``context.actor``.

    Two-valued like ``holds``: an empty column is equal to nothing but null, and is neither
    before nor after anything.
    """
    return _Translation(app, context).q(_tree(app, source, True))


class _Translation:
    """One condition becoming SQL for one reader."""

    def __init__(self, app: App, context: Context) -> None:
        self.app = app
        self.context = context

    def q(self, condition: Condition) -> Q:
        match condition:
            case And(parts=parts):
                return Q(*map(self.q, parts))
            case Or(parts=parts):
                whole = Q()
                for part in parts:
                    whole |= self.q(part)
                return whole
            case Not(part=part):
                return ~self.q(part)
            case Compare(name="final", op=op, value=value):
                return self._final(op, value)
            case Compare(name=name, op=op, value=value):
                return self._compare(name, op, value)
            case In(name=name, values=values):
                return self._any_of(name, values)
            case Has(name=name, value=value):
                return self._has(name, value)
            case Always(answer=answer):
                return Q() if answer else NOTHING

    def _final(self, op: str, value: Operand) -> Q:
        ended = Q(state__in=self.app.final_states)
        return ended if (op == "==") == (value is True) else ~ended

    def _has(self, name: str, value: Operand) -> Q:
        wanted = self.context.actor if isinstance(value, Ref) else value
        return NOTHING if wanted is None else self.app.field(name).filter_q("", "has", wanted)

    def _any_of(self, name: str, values: tuple[Operand, ...]) -> Q:
        whole = NOTHING
        for value in values:
            whole |= self._compare(name, "==", value)
        return whole

    def _compare(self, name: str, op: str, value: Operand) -> Q:
        if isinstance(value, Ref) and name == "me":
            return self._compare(value.name, _MIRRORED.get(op, op), Ref("me"))
        if name == "me":
            return NOTHING
        field = self.app.field(name)
        if not field.columns:
            empty = field.filter_q("", "none")
            return empty if (op == "==") == (value is None) else ~empty
        column, other = self.app.column(name), self._other_side(name, value)
        mine, theirs = Q(**{f"{column}__isnull": True}), Q()
        if other is None:
            return {"==": mine, "!=": ~mine}.get(op, NOTHING)
        both = ~mine
        if isinstance(value, Ref) and isinstance(other, F):
            theirs = Q(**{f"{self.app.column(value.name)}__isnull": True})
            both &= ~theirs
        if op in _LOOKUPS:
            return both & Q(**{f"{column}__{_LOOKUPS[op]}": other})
        # An empty column differs from any value: plain SQL would answer neither yes nor no.
        same = both & Q(**{column: other})
        if isinstance(other, F):
            same |= mine & theirs
        return same if op == "==" else ~same

    def _other_side(self, name: str, value: Operand) -> Any:
        """What the column is compared with, as columns keep it; None for null."""
        match value:
            case Ref(name="me"):
                return self.context.actor if self.context.actor is not None else NOBODY
            case Ref(name=other):
                return F(self.app.column(other))
            case Moment(clock=clock, offset=offset):
                now = self.context.now.astimezone(self.context.zone)
                if clock == "today":
                    now = datetime(now.year, now.month, now.day, tzinfo=UTC)
                return now + offset
            case str() | timedelta() if name in self.app.flex:
                return self.app.field(name).flex_value(value)
        return value
