"""Behaviour ``ballot``: its fields are there, read by all those who vote."""

from collections.abc import Iterator

from etabli.platform.engine.definition.checks.words import unknown
from etabli.platform.engine.definition.faults import Fault
from etabli.platform.engine.definition.format import Definition

_PLACE = ("behaviours", "ballot")


def check_ballot(app: Definition) -> Iterator[Fault]:
    """The options, and the yes or no fields that settle how one votes."""
    on = app.behaviours.ballot
    if on is None:
        return
    wanted = {"options": (on.options, "options")}
    wanted |= {
        key: (value, "boolean")
        for key, value in (("many", on.many), ("secret", on.secret))
        if isinstance(value, str)
    }
    for key, (uid, kind) in wanted.items():
        possible = [one for one, field in app.fields.items() if field.kind == kind]
        if uid not in possible:
            yield unknown(uid, possible, (*_PLACE, key))
        elif app.fields[uid].read is not None:
            yield Fault(
                (*_PLACE, key),
                f"Ceux qui votent lisent « {uid} » : il ne peut pas être réservé.",
                f"Those who vote read “{uid}”: it cannot be restricted.",
            )
    options = app.fields.get(on.options)
    if options is not None and options.kind == "options" and not options.required:
        yield Fault(
            ("fields", on.options),
            "Sans réponses à choisir il n’y a pas de vote. Ajoutez « required: true ».",
            "Without answers to choose there is no vote. Add “required: true”.",
        )
    if not any(state.final for state in app.states.values()) and not (
        app.behaviours.schedulable and app.behaviours.schedulable.due
    ):
        yield Fault(
            _PLACE,
            "Rien ne clôt ce vote : ajoutez une étape finale ou « schedulable: {} ».",
            "Nothing closes this vote: add a final state, or “schedulable: {}”.",
        )
