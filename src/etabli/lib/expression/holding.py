"""Whether a condition holds: the reference for the same rule in SQL and in browsers."""

import datetime
import operator
from collections.abc import Callable, Mapping
from typing import Any

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
    Or,
    Ref,
)
from etabli.lib.expression.errors import ExpressionError
from etabli.lib.expression.kinds import coerced

_ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def holds(condition: Condition, values: Mapping[str, Any], now: datetime.datetime) -> bool:
    """Two-valued: empty equals only empty, and is neither before nor after anything."""
    match condition:
        case And(parts=parts):
            return all(holds(part, values, now) for part in parts)
        case Or(parts=parts):
            return any(holds(part, values, now) for part in parts)
        case Not(part=part):
            return not holds(part, values, now)
        case Compare(name=name, op=op, value=value):
            return _compare(op, coerced(values.get(name)), _value(value, values, now))
        case In(name=name, values=operands):
            mine = coerced(values.get(name))
            return any(_same(mine, _value(operand, values, now)) for operand in operands)
        case Has(name=name, value=value):
            wanted = _value(value, values, now)
            return any(_same(wanted, one) for one in coerced(values.get(name)) or ())
        case Always(answer=answer):
            return answer


def _compare(op: str, left: Any, right: Any) -> bool:
    if op == "==":
        return _same(left, right)
    if op == "!=":
        return not _same(left, right)
    if left is None or right is None:
        return False
    try:
        return _ORDERS[op](left, right)
    except TypeError:
        raise ExpressionError("These values cannot be compared.") from None


def _same(left: Any, right: Any) -> bool:
    # In Python true equals 1; in formulas it does not.
    return isinstance(left, bool) == isinstance(right, bool) and bool(left == right)


def _value(operand: Operand, values: Mapping[str, Any], now: datetime.datetime) -> Any:
    match operand:
        case Ref(name=name):
            return coerced(values.get(name))
        case Moment(clock=clock, offset=offset):
            return (now if clock == "now" else midnight(now)) + offset
    return operand


def midnight(now: datetime.datetime) -> datetime.datetime:
    """The beginning of the day as dates are compared: its date at midnight UTC."""
    return datetime.datetime(now.year, now.month, now.day, tzinfo=datetime.UTC)
