"""From the syntax to a condition that lists can filter by, when it is one."""

import datetime
from collections.abc import Mapping
from typing import cast

from etabli.lib.expression.conditions import (
    Always,
    And,
    Compare,
    Condition,
    Has,
    In,
    Moment,
    Not,
    Operand,
    Operator,
    Or,
    Ref,
)
from etabli.lib.expression.emit import CLOCK, duration_of, moment_of
from etabli.lib.expression.kinds import Kind
from etabli.lib.expression.syntax import Binary, Call, Chain, ListOf, Name, Syntax, Unary, Value

_MIRRORED: Mapping[str, Operator] = {
    "==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=",
}  # fmt: skip


class _OutsideError(Exception):
    """A part that lists cannot filter by."""


def condition_of(syntax: Syntax, names: Mapping[str, Kind]) -> Condition | None:
    """The condition that the syntax says, or None when it computes something."""
    try:
        return _condition(syntax, names)
    except _OutsideError:
        return None


def _condition(syntax: Syntax, names: Mapping[str, Kind]) -> Condition:
    match syntax:
        case Chain(operator=operator, parts=parts):
            read = tuple(_condition(part, names) for part in parts)
            return And(read) if operator == "&&" else Or(read)
        case Unary(operator="!", part=part):
            return Not(_condition(part, names))
        case Name(name=name) if names.get(name) == "yes or no":
            return Compare(name, "==", True)
        case Value(value=bool() as answer):
            return Always(answer)
        case Binary(operator="in"):
            return _in(syntax, names)
        case Binary():
            return _compare(syntax)
    raise _OutsideError


def _in(binary: Binary, names: Mapping[str, Kind]) -> Condition:
    match binary.left, binary.right:
        case Name(name=name), ListOf(parts=parts):
            return In(name, tuple(_operand(part) for part in parts))
        case left, Name(name=name) if names.get(name) == "list":
            return Has(name, _operand(left))
    raise _OutsideError


def _compare(binary: Binary) -> Condition:
    operator = binary.operator
    if operator not in _MIRRORED:
        raise _OutsideError
    if isinstance(binary.left, Name):
        return Compare(binary.left.name, cast(Operator, operator), _operand(binary.right))
    if isinstance(binary.right, Name):
        return Compare(binary.right.name, _MIRRORED[operator], _operand(binary.left))
    raise _OutsideError


def _operand(syntax: Syntax) -> Operand:
    match syntax:
        case Value(value=value):
            return value
        case Unary(operator="-", part=Value(value=float() as value)):
            return -value
        case Name(name=name):
            return Ref(name)
        case Call(function="timestamp", target=None, arguments=(Value(),)):
            return moment_of(syntax)
        case Call(function="duration", target=None):
            return duration_of(syntax)
        case Call(function=("now" | "today") as clock, target=None):
            return Moment(clock)
        case Binary(operator=("+" | "-") as sign, left=Call(target=None) as clock_call, right=Call(
            function="duration", target=None
        ) as length) if clock_call.function in CLOCK:  # fmt: skip
            offset = duration_of(length)
            moved = offset if sign == "+" else datetime.timedelta() - offset
            return Moment("now" if clock_call.function == "now" else "today", moved)
    raise _OutsideError
