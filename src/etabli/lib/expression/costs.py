"""How long a formula may take at worst, told from its source: there is no clock when it runs.

Every value is counted by the letters or the parts it may hold at most, every step by what it
reads and writes. One unit is about a nanosecond of the evaluator; tests hold the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from etabli.lib.expression.errors import ExpressionError
from etabli.lib.expression.functions import MACROS
from etabli.lib.expression.kinds import LIST_LIMIT, Kind
from etabli.lib.expression.syntax import (
    Binary,
    Call,
    Choice,
    ListOf,
    Name,
    Syntax,
    Value,
    inside,
)

COST_LIMIT = 100_000_000
"""Units at most: about a tenth of a second."""
TEXT_LIMIT = 20_000
"""Letters of a text whose length is not told."""
PART_LIMIT = 200
"""Letters of one part of a list."""
_STEP = 500
"""What any step costs, however small its values."""
_COPY = 300
"""Copying one part of a list, besides its letters."""
_PATTERN = 800_000
"""Reading the pattern of ``matches``, which is done anew each time."""
_SCANNED = frozenset({"contains", "startsWith", "endsWith", "matches"})


@dataclass(frozen=True)
class Cost:
    """``units`` to compute; ``size``: letters or parts of the result; ``part``: of each part."""

    units: int
    size: int = 1
    part: int = 1


def check_cost(syntax: Syntax, kinds: Mapping[str, Kind], sizes: Mapping[str, int]) -> None:
    """Raise ExpressionError when the formula could run long.

    ``sizes``: letters of the texts and parts of the lists whose most is known, by name.
    """
    known = {name: _of_name(kind, sizes.get(name)) for name, kind in kinds.items()}
    if _cost(syntax, known).units > COST_LIMIT:
        raise ExpressionError(
            "This formula could take too long to compute. Go through shorter lists, or join "
            "fewer texts.",
            syntax.position,
        )


def _of_name(kind: Kind, size: int | None) -> Cost:
    if kind in ("list", "map", "any"):
        return Cost(_STEP, size or LIST_LIMIT, PART_LIMIT)
    return Cost(_STEP, (size or TEXT_LIMIT) if kind == "text" else 1)


def _cost(syntax: Syntax, known: Mapping[str, Cost]) -> Cost:
    match syntax:
        case Value(value=value):
            return Cost(_STEP, len(value) if isinstance(value, str) else 1)
        case Name(name=name):
            return known.get(name, Cost(_STEP, PART_LIMIT))
        case Call(target=target) if target is not None and syntax.function in MACROS:
            return _macro(syntax, _cost(target, known), known)
    parts = [_cost(part, known) for part in inside(syntax)]
    units = sum(part.units for part in parts) + _STEP
    sizes = [part.size for part in parts]
    match syntax:
        case Binary(operator="+"):
            whole = sum(sizes)
            return Cost(units + whole, whole, max(part.part for part in parts))
        case Binary():
            return Cost(units + sum(part.size * part.part for part in parts))
        case Choice():
            return Cost(units, max(sizes), max(part.part for part in parts))
        case ListOf():
            return Cost(units + sum(sizes), max(len(parts), 1), max(sizes, default=1))
        case Call(function=function) if function in _SCANNED:
            pattern = _PATTERN if function == "matches" else 0
            return Cost(units + pattern + max(sizes) * min(max(min(sizes), 30), 100))
        case Call(function="string"):
            return Cost(units + sizes[0], max(sizes[0], 40))
    # Members, keys, numbers and dates: no larger than what they were taken from.
    return Cost(units + sum(sizes), max((part.part for part in parts), default=1))


def _macro(call: Call, gone_through: Cost, known: Mapping[str, Cost]) -> Cost:
    variable, formula = call.arguments
    name = variable.name if isinstance(variable, Name) else ""
    each = _cost(formula, {**known, name: Cost(_STEP, gone_through.part)})
    turns = gone_through.size
    units = gone_through.units + turns * (each.units + _STEP)
    if call.function in ("map", "filter"):
        part = each.size if call.function == "map" else gone_through.part
        # The evaluator copies the list it makes at each turn: n × n.
        return Cost(units + turns * turns * (_COPY + part), turns, part)
    return Cost(units)
