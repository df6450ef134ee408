"""The tree of units as a list to choose from."""

from collections.abc import Iterable

from etabli.platform.people.models import Unit
from etabli.platform.people.units import tree

STEP = "\u2003"
"""An em space a level: lists of choices keep no other indent."""


def unit_choices(units: Iterable[Unit]) -> list[tuple[str, str]]:
    """Public id and indented name of each unit, in the order of the tree."""
    return [(str(unit.uid), STEP * depth + unit.name) for unit, depth in tree(units)]
