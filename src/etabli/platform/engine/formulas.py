"""Formulas at work: computed on one item, from what all its readers may know."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from etabli.lib.expression import Expression, ExpressionError
from etabli.platform.engine.app import App
from etabli.platform.engine.definition.formulas import RECORDS, formula, formulas_of
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.formula import FormulaField
from etabli.platform.items.models import Item

Values = Mapping[str, Any]


def is_formula(app: App, uid: str) -> bool:
    """Whether a field is computed, and so never filled in."""
    return isinstance(app.fields.get(uid), FormulaField)


def computed(app: App, item: Item, uid: str, context: Context, values: Values = {}) -> Any:  # noqa: B006 - never written to
    """The canonical value of a formula for an item; None while it cannot be computed, as when
    a value it needs is empty or it divides by zero.

    ``values``: those about to be saved, by field uid, and ``state``, ``assignee``, ``due``,
    ``starts``, ``ends``; they go before the item's own.
    """
    field = app.fields[uid]
    assert isinstance(field, FormulaField)
    expression = _compiled(app, uid)
    known = {name: _operand(app, item, name, values) for name in expression.names}
    try:
        given = expression.evaluate(known, now=context.now.astimezone(context.zone))
    except ExpressionError:
        return None
    return field.canonical(given, context)


def kept_formulas(app: App, item: Item, values: Values, context: Context) -> dict[str, Any]:
    """What the typed columns and the title say of formulas, for an item about to be saved."""
    wanted = [uid for uid in formulas_of(app) if uid in app.flex or f"{{{uid}}}" in app.title]
    return {uid: computed(app, item, uid, context, values) for uid in wanted}


@lru_cache(maxsize=1024)
def _compiled(app: App, uid: str) -> Expression:
    return formula(app, uid)


def _operand(app: App, item: Item, name: str, values: Values) -> Any:
    if name == "final":
        return (values.get("state") or item.state) in app.final_states
    value = values[name] if name in values else _own(app, item, name)
    field = app.listed[name]
    if name in RECORDS or field.columns == "r":
        # Formulas know whether somebody is named, not her id.
        return None if value is None else True
    compared = field.comparable(value)
    return [True] * len(compared) if _points(field.kind) and compared else compared


def _own(app: App, item: Item, name: str) -> Any:
    if name in app.fields:
        return item.data.get(name)
    return getattr(item, app.column(name) or name)


def _points(kind: str) -> bool:
    return kind in ("people", "relation", "files", "images", "unit")
