"""All the checks of a definition whose parts are well formed."""

from collections.abc import Iterator

from etabli.platform.engine.definition.checks import (
    acknowledging,
    ballots,
    behaviours,
    conditions,
    formulas,
    rights,
    stages,
    views,
    words,
)
from etabli.platform.engine.definition.faults import Fault
from etabli.platform.engine.definition.flex import flex_faults
from etabli.platform.engine.definition.format import Definition

CHECKS = (
    *(words.check_names, words.check_fields, words.check_title, words.check_number),
    *(stages.check_states, stages.check_moves),
    *(rights.check_people, rights.check_doors, rights.check_field_rights),
    *(views.check_views, views.check_forms),
    *(behaviours.check_behaviours, behaviours.check_measures, behaviours.check_trials),
    conditions.check_conditions,
    acknowledging.check_acknowledging,
    ballots.check_ballot,
    formulas.check_formulas,
)


def check(app: Definition) -> Iterator[Fault]:
    """Everything that does not hold together."""
    for one in CHECKS:
        yield from one(app)
    yield from flex_faults(app.fields.values())
