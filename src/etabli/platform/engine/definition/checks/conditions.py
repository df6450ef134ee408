"""Conditions: they can be read, and lists can filter by theirs."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext, override

from etabli.lib.expression import ExpressionError
from etabli.platform.engine.definition.conditions import compiled, conditions_of, names_for
from etabli.platform.engine.definition.faults import Fault, Path, suggestion
from etabli.platform.engine.definition.format import Definition

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def check_conditions(app: Definition) -> Iterator[Fault]:
    """Each condition is true or false, and those of lists compare columns."""
    for path, source, listing in conditions_of(app):
        try:
            found = compiled(app, source, listing=listing)
        except ExpressionError as error:
            yield unreadable(app, path, source, error, listing=listing)
            continue
        if found.kind not in ("yes or no", "any"):
            yield Fault(
                path,
                "Une condition est vraie ou fausse ; celle-ci donne autre chose.",
                "A condition is true or false; this one gives something else.",
            )
        elif found.tree is None:
            yield Fault(
                path,
                "Ici on compare des champs, avec &&, || et !. Ce calcul n’en fait pas partie.",
                "Fields are compared here, with &&, || and !. This computation is beyond that.",
            )


def unreadable(
    app: Definition, path: Path, source: str, error: ExpressionError, *, listing: bool
) -> Fault:
    """The fault of a condition that cannot be taken."""
    name = _NAME.match(source, error.position) if error.position is not None else None
    word = name[0] if name else ""
    known = names_for(app, listing=listing)
    if word in app.fields and word not in known and not listing:
        return Fault(
            path,
            f"« {word} » se calcule une fois la fiche remplie : un formulaire ne peut pas en "
            "dépendre. Reprenez son calcul.",
            f"“{word}” is computed once the item is filled in: a form cannot depend on it. "
            "Write its computation again.",
        )
    if word in app.fields and word not in known:
        return Fault(
            path,
            f"« {word} » n’a pas de colonne que les listes puissent lire. Donnez-lui "
            "« filter: true », et ne le réservez pas.",
            f"“{word}” has no column lists can read. Give it “filter: true”, and do not "
            "restrict it.",
        )
    fr, en = suggestion(word, known) if word and word not in known else ("", "")
    with override("fr"):
        said = gettext(error.template) % error.values
    return Fault(path, f"{said}{fr}", f"{error.sentence}{en}")
