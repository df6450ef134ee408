"""Formulas: they can be read, give what they say, and take no time."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext, override

from etabli.lib.expression import Expression, ExpressionError
from etabli.platform.engine.definition.faults import Fault, suggestion
from etabli.platform.engine.definition.format import Definition
from etabli.platform.engine.definition.formulas import (
    MOVING,
    formula,
    formula_names,
    formulas_of,
)
from etabli.platform.engine.fields.formula import FormulaField

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_GIVES = {
    **dict.fromkeys(("number", "money", "percent"), "number"),
    **dict.fromkeys(("date", "datetime"), "moment"),
    "duration": "duration",
    "text": "text",
    "boolean": "yes or no",
}
_AS = {
    "number": "number",
    "moment": "datetime",
    "duration": "duration",
    "text": "text",
    "yes or no": "boolean",
}


def check_formulas(app: Definition) -> Iterator[Fault]:
    """Each formula computes something that can be shown, from what all readers may know."""
    for uid, field in formulas_of(app).items():
        yield from _check_settings(uid, field)
        try:
            found = formula(app, uid)
        except ExpressionError as error:
            yield _unreadable(app, uid, field, error)
            continue
        yield from _check_result(uid, field, found)
        if field.indexed:
            yield from _check_kept(uid, found)
        if f"{{{uid}}}" in app.title and (found.timed or found.names & MOVING):
            yield Fault(
                ("title",),
                f"Le titre est écrit quand la fiche change : « {uid} » change sans elle.",
                f"The title is written when the item changes: “{uid}” changes without it.",
            )


def _check_settings(uid: str, field: FormulaField) -> Iterator[Fault]:
    for key in ("required", "read", "write"):
        if getattr(field, key):
            yield Fault(
                ("fields", uid, key),
                f"Une formule se calcule et se lit comme la fiche. Retirez « {key} ».",
                f"A formula is computed, and read as the item is. Remove “{key}”.",
            )


def _check_result(uid: str, field: FormulaField, found: Expression) -> Iterator[Fault]:
    if found.kind in ("any", _GIVES[field.gives]):
        return
    wanted = _AS.get(found.kind)
    fr = f" Écrivez « as: {wanted} »." if wanted else " Une formule donne une seule valeur."
    en = f" Write “as: {wanted}”." if wanted else " A formula gives one value."
    yield Fault(
        ("fields", uid, "as" if wanted and "gives" in field.model_fields_set else "value"),
        f"Cette formule ne donne pas « {field.gives} ».{fr}",
        f"This formula does not give “{field.gives}”.{en}",
    )


def _check_kept(uid: str, found: Expression) -> Iterator[Fault]:
    moving = sorted(found.names & MOVING)
    if not found.timed and not moving:
        return
    why = moving[0] if moving else "now()"
    yield Fault(
        ("fields", uid, "value"),
        f"« {why} » change sans que la fiche change : cette formule se calcule quand on la "
        "montre. Retirez filter et sort.",
        f"“{why}” changes while the item does not: this formula is computed when it is shown. "
        "Remove filter and sort.",
    )


def _unreadable(app: Definition, uid: str, field: FormulaField, error: ExpressionError) -> Fault:
    name = _NAME.match(field.value, error.position) if error.position is not None else None
    word = name[0] if name else ""
    known, path = formula_names(app), ("fields", uid, "value")
    other = app.fields.get(word)
    if isinstance(other, FormulaField):
        return Fault(
            path,
            f"« {word} » est une formule, et une formule n’en lit pas une autre. Reprenez son "
            "calcul.",
            f"“{word}” is a formula: a formula reads no other. Write its computation again.",
        )
    if other is not None and other.read is not None:
        return Fault(
            path,
            f"« {word} » est réservé ; une formule est lue par tous ceux qui voient la fiche.",
            f"“{word}” is restricted; a formula is read by whoever sees the item.",
        )
    fr, en = suggestion(word, known) if word and word not in known else ("", "")
    with override("fr"):
        said = gettext(error.template) % error.values
    return Fault(path, f"{said}{fr}", f"{error.sentence}{en}")
