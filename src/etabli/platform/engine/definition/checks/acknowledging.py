"""Behaviour ``acknowledgeable``: it asks real people, in a place where it can."""

from collections.abc import Iterator

from etabli.lib.expression import ExpressionError
from etabli.platform.engine.definition.checks.conditions import unreadable
from etabli.platform.engine.definition.checks.words import unknown
from etabli.platform.engine.definition.conditions import compiled
from etabli.platform.engine.definition.faults import Fault, Path
from etabli.platform.engine.definition.format import Definition
from etabli.platform.engine.definition.principal import ROLES

NAMING = frozenset({"unit", "people", "person", "space"})
_DATES = frozenset({"date", "datetime"})
_PLACE = ("behaviours", "acknowledgeable")


def check_acknowledging(app: Definition) -> Iterator[Fault]:
    """Fields that say whom and until when, states that are open, a condition that holds."""
    on = app.behaviours.acknowledgeable
    if on is None:
        return
    naming = [uid for uid, field in app.fields.items() if field.kind in NAMING]
    for name in on.who:
        if name not in ROLES:
            yield from _check_field(app, name, naming, (*_PLACE, "who"))
    if on.by is not None:
        dates = [uid for uid, field in app.fields.items() if field.kind in _DATES]
        yield from _check_field(app, on.by, dates, (*_PLACE, "by"))
    for state in on.states:
        if state not in app.states:
            yield unknown(state, app.states, (*_PLACE, "states"))
        elif app.states[state].final:
            yield Fault(
                (*_PLACE, "states"),
                f"« {state} » est finale : plus rien n’y est attendu de personne.",
                f"“{state}” is final: nothing is awaited from anybody there.",
            )
    if on.when is not None:
        yield from check_when(app, on.when, (*_PLACE, "when"))


def _check_field(app: Definition, name: str, possible: list[str], path: Path) -> Iterator[Fault]:
    if name not in possible:
        yield unknown(name, possible, path)
    elif app.fields[name].read is not None:
        yield Fault(
            path,
            f"Ceux qu’on attend sauraient ce que dit « {name} », qui est réservé.",
            f"Those awaited would know what “{name}” says, which is restricted.",
        )


def check_when(app: Definition, source: str, path: Path) -> Iterator[Fault]:
    """A condition that is read when the item changes, and only then."""
    try:
        found = compiled(app, source, listing=False)
    except ExpressionError as error:
        yield unreadable(app, path, source, error, listing=False)
        return
    if found.tree is None or found.timed:
        yield Fault(
            path,
            "Ici on compare des champs, sans now() ni today() : c’est lu quand la fiche change.",
            "Fields are compared here, without now() or today(): it is read when the item changes.",
        )
