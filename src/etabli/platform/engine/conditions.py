"""Conditions of a definition, run on values or turned into a filter of the database."""

from functools import lru_cache
from typing import Any

from django.db.models import Q

from etabli.lib.expression import (
    Always,
    And,
    Compare,
    Condition,
    Expression,
    Has,
    In,
    Moment,
    Not,
    Operand,
    Or,
    Ref,
    compile,
)
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.items.models import ItemRef

MOMENT = {"me": object, "final": bool}
ALL = Q(pk__isnull=False)
NONE = Q(pk__in=[])
OPERATORS = {"<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}


@lru_cache(maxsize=2000)
def _compiled(source: str, names: tuple[str, ...]) -> Expression:
    return compile(source, dict.fromkeys(names, object) | MOMENT)


def expression(app: App, source: str) -> Expression:
    """A condition of an app, compiled once."""
    return _compiled(source, tuple(app.listed))


def holds_for(app: App, source: str, values: dict[str, Any], context: Context) -> bool:
    """Whether a condition is true of these values."""
    known = {**values, "me": context.actor, "final": values.get("state") in app.final_states}
    return bool(expression(app, source).evaluate(known, now=context.now))


def rows_for(app: App, source: str, context: Context) -> Q:
    """The items of an app for which a condition is true. Raises ValueError for a formula."""
    tree = expression(app, source).tree
    if tree is None:
        raise ValueError(f"lists cannot be filtered by {source!r}")
    return _rows(app, tree, context)


def _rows(app: App, tree: Condition, context: Context) -> Q:
    match tree:
        case And(parts=parts):
            return _joined(app, parts, context, together=True)
        case Or(parts=parts):
            return _joined(app, parts, context, together=False)
        case Not(part=part):
            # Not of « cost > 10 » holds for an empty cost too, as it does of values.
            return ~_rows(app, part, context)
        case Always(answer=answer):
            return ALL if answer else NONE
        case Compare():
            return _compare(app, tree, context)
        case In(name=name, values=values):
            found = NONE
            for value in values:
                found |= _equal(app, name, _value(value, context))
            return found
        case Has(name=name, value=value):
            return _has(name, _value(value, context))


def _joined(app: App, parts: tuple[Condition, ...], context: Context, *, together: bool) -> Q:
    found = ALL if together else NONE
    for part in parts:
        found = found & _rows(app, part, context) if together else found | _rows(app, part, context)
    return found


def _compare(app: App, tree: Compare, context: Context) -> Q:
    value = _value(tree.value, context)
    if tree.op == "==":
        return _equal(app, tree.name, value)
    if tree.op == "!=":
        return ~_equal(app, tree.name, value)
    if value is None:
        return NONE
    column = app.column(tree.name)
    return Q(**{f"{column}__isnull": False, f"{column}__{OPERATORS[tree.op]}": value})


def _equal(app: App, name: str, value: Any) -> Q:
    if name == "final":
        final = Q(state__in=app.final_states)
        return final if value else ~final
    column = app.column(name)
    if not column:
        return _has(name, value)
    if value is None:
        return Q(**{f"{column}__isnull": True})
    return Q(**{f"{column}__isnull": False, column: value})


def _has(field: str, value: Any) -> Q:
    rows = ItemRef.objects.filter(field=field)
    wanted = rows.filter(text=value) if isinstance(value, str) else rows.filter(target=value)
    return Q(pk__in=wanted.values("item_id"))


def _value(operand: Operand, context: Context) -> Any:
    match operand:
        case Ref(name="me"):
            return context.actor
        case Ref(name=name):
            raise ValueError(f"lists cannot compare with {name!r}")
        case Moment(clock="now", offset=offset):
            return context.now + offset
        case Moment(offset=offset):
            midnight = context.now.astimezone(context.zone).replace(
                hour=0, minute=0, second=0, microsecond=0
            )
            return midnight + offset
    return operand
