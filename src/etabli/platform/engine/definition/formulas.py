"""What formulas may read in an app, and the formulas themselves, compiled."""

from collections.abc import Mapping

from etabli.lib import expression
from etabli.lib.expression import Expression
from etabli.platform.engine.definition.conditions import ENVELOPE_TYPES, envelope_of
from etabli.platform.engine.definition.format import Definition
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.formula import FormulaField
from etabli.platform.engine.fields.text import TextField

MOVING = frozenset({"activity", "updated", "comments", "votes"})
"""Names that change without the item being saved: a kept formula would be stale."""
RECORDS = frozenset({"space", "author", "assignee"})
_LINES = 50


def formula_names(app: Definition) -> dict[str, type]:
    """The names a formula may read, with their types; of what points to something, formulas
    only know whether and how many.
    """
    names: dict[str, type] = {
        name: object if name in RECORDS else ENVELOPE_TYPES[name]
        for name in envelope_of(app)
        if name != "title" or "{" not in app.title.strip("{}")
    }
    names.pop("title", None)
    for uid, field in app.fields.items():
        if field.read is None and not isinstance(field, FormulaField):
            names[uid] = object if field.columns == "r" else field.compares_as
    return {**names, "final": bool}


def formula(app: Definition, uid: str) -> Expression:
    """A formula checked against its app. Raises ExpressionError."""
    field = app.fields[uid]
    assert isinstance(field, FormulaField)
    return expression.compile(field.value, formula_names(app), sizes=_sizes(app))


def formulas_of(app: Definition) -> Mapping[str, FormulaField]:
    """The formulas of an app, by uid."""
    return {uid: one for uid, one in app.fields.items() if isinstance(one, FormulaField)}


def _sizes(app: Definition) -> dict[str, int]:
    """How many letters or parts the values of fields have at most."""
    return {uid: size for uid, field in app.fields.items() if (size := _most(field))}


def _most(field: Field) -> int:
    if isinstance(field, TextField):
        return field.longest
    if field.kind == "choices":
        return len(getattr(field, "options", ()))
    return getattr(field, "max", 0) or _LINES if field.compares_as in (list, object) else 0
