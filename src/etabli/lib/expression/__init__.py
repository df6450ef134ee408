"""Conditions and formulas in CEL. See README.md one folder up."""

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
    names_of,
    to_json,
)
from etabli.lib.expression.errors import ExpressionError
from etabli.lib.expression.grammar import SOURCE_LIMIT
from etabli.lib.expression.holding import holds
from etabli.lib.expression.kinds import Kind
from etabli.lib.expression.running import Expression, compile  # noqa: A004 - like `re.compile`

__all__ = [
    "SOURCE_LIMIT",
    "Always",
    "And",
    "Compare",
    "Condition",
    "Expression",
    "ExpressionError",
    "Has",
    "In",
    "Kind",
    "Moment",
    "Not",
    "Operand",
    "Operator",
    "Or",
    "Ref",
    "compile",
    "holds",
    "names_of",
    "to_json",
]
