"""States and moves: all reachable, no dead end, nothing named that is not there."""

from collections.abc import Iterator
from typing import Any

from etabli.platform.engine.definition.checks.words import unknown
from etabli.platform.engine.definition.faults import Fault
from etabli.platform.engine.definition.format import Definition
from etabli.platform.engine.definition.states import Move
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError

_PEOPLE = frozenset({"actor", "author"})
_TIMES = frozenset({"now", "today"})


def settable(app: Definition) -> dict[str, str]:
    """What a move may require or set, and of which type: fields, and columns of behaviours."""
    kinds = {
        uid: field.kind
        for uid, field in app.fields.items()
        if not field.retired and field.kind != "formula"
    }
    if app.behaviours.assignable:
        kinds["assignee"] = "person"
    if app.behaviours.schedulable and app.behaviours.schedulable.due:
        kinds["due"] = "datetime"
    return kinds


def check_states(app: Definition) -> Iterator[Fault]:
    """Each state can be reached, and left unless it is final."""
    if not app.states:
        if app.moves:
            yield Fault(
                ("moves",),
                "Il n’y a pas d’étapes : décrivez « states » d’abord.",
                "There are no stages: describe “states” first.",
            )
        return
    reached = _reached(app)
    for uid, state in app.states.items():
        if state.final and state.awaits:
            yield Fault(
                ("states", uid, "awaits"),
                "Une étape finale n’attend personne.",
                "A final state awaits nobody.",
            )
        if uid not in reached and not state.retired:
            yield Fault(
                ("states", uid),
                f"Aucun passage ne mène à « {uid} ». Ajoutez-en un, ou retirez l’étape.",
                f"No move leads to “{uid}”. Add one, or retire the state.",
            )
        if not state.final and not any(move.leaves(uid) for move in app.moves.values()):
            yield Fault(
                ("states", uid),
                f"On ne sort jamais de « {uid} ». Ajoutez un passage, ou dites « final: true ».",
                f"Nothing leaves “{uid}”. Add a move, or say “final: true”.",
            )
    if not any(state.final for state in app.states.values()):
        yield Fault(
            ("states",),
            "Aucune étape n’est finale : dites laquelle termine le travail.",
            "No state is final: say which one ends the work.",
        )


def _reached(app: Definition) -> set[str]:
    reached = {next(iter(app.states))}
    answers = app.behaviours.answerable
    if answers:
        reached |= {state for state in (answers.answered, answers.accepted) if state}
    grown = True
    while grown:
        found = {
            move.to
            for move in app.moves.values()
            if not move.start or any(start in reached for start in move.start)
        }
        grown = not found <= reached
        reached |= found
    return reached


def check_moves(app: Definition) -> Iterator[Fault]:
    """Moves go from a state to another and fill fields that are there."""
    main: dict[str, str] = {}
    for uid, move in app.moves.items():
        for start in move.start:
            if start not in app.states:
                yield unknown(start, [*app.states, "any"], ("moves", uid, "from"))
        if move.to not in app.states:
            yield unknown(move.to, app.states, ("moves", uid, "to"))
        yield from _check_filled(app, uid, move)
        for state in app.states if move.main else ():
            if move.leaves(state) and main.setdefault(state, uid) != uid:
                yield Fault(
                    ("moves", uid, "main"),
                    f"« {main[state]} » est déjà le bouton principal de l’étape « {state} ».",
                    f"“{main[state]}” is already the main button of the state “{state}”.",
                )


def _check_filled(app: Definition, uid: str, move: Move) -> Iterator[Fault]:
    kinds = settable(app)
    for name in move.require:
        if name not in kinds:
            yield unknown(name, kinds, ("moves", uid, "require"))
    for name, given in move.set.items():
        if name not in kinds:
            yield unknown(name, kinds, ("moves", uid, "set", name))
        elif not _fits(app, name, kinds[name], given):
            yield Fault(
                ("moves", uid, "set", name),
                f"« {given} » ne convient pas au champ « {name} ». Écrivez une valeur qu’il "
                "accepte, null, ou bien actor, author, now, today.",
                f"“{given}” does not fit the field “{name}”. Write a value it takes, null, or "
                "actor, author, now, today.",
            )


def _fits(app: Definition, name: str, kind: str, given: Any) -> bool:
    if given is None:
        return True
    if kind in ("person", "people") or name not in app.fields:
        return given in (_PEOPLE if kind in ("person", "people") else _TIMES)
    if kind in ("date", "datetime") and given in _TIMES:
        return True
    try:
        app.fields[name].validate(given, Context())
    except FieldError:
        return False
    return True
