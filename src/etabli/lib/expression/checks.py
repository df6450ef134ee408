"""What is refused when an expression is saved rather than when it is run."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from etabli.lib.expression.errors import ExpressionError
from etabli.lib.expression.functions import FUNCTIONS, MACROS, METHODS
from etabli.lib.expression.kinds import Kind
from etabli.lib.expression.syntax import (
    Binary,
    Call,
    Chain,
    Choice,
    Index,
    ListOf,
    MapOf,
    Member,
    Name,
    Syntax,
    Unary,
    Value,
    inside,
)

_ORDERED = frozenset({"<", "<=", ">", ">="})
_UNORDERED: frozenset[Kind] = frozenset({"yes or no", "list", "map"})


@dataclass
class Checking:
    """One expression being checked against the names that it may use."""

    names: Mapping[str, Kind]
    functions: Collection[str]
    used: set[str] = field(default_factory=set)
    _bound: str = ""

    def check(self, syntax: Syntax) -> Kind:
        """The kind of value that the expression gives; ExpressionError when it cannot be right."""
        match syntax:
            case Value():
                return _kind_of_constant(syntax)
            case Name():
                return self._name(syntax)
            case Call():
                return self._call(syntax)
            case Binary():
                return self._binary(syntax)
            case Choice(condition=condition, yes=yes, no=no):
                self._condition(condition)
                kinds = {self.check(yes), self.check(no)}
                return kinds.pop() if len(kinds) == 1 else "any"
            case Chain(parts=parts):
                for part in parts:
                    self._condition(part)
                return "yes or no"
            case Unary(operator="!", part=part):
                self._condition(part)
                return "yes or no"
        for part in inside(syntax):
            self.check(part)
        return _kind_of_shape(syntax)

    def _name(self, syntax: Name) -> Kind:
        if syntax.name == self._bound:
            return "any"
        if syntax.name not in self.names:
            raise ExpressionError(
                "“%(name)s” is not a field or a value known here.",
                syntax.position,
                name=syntax.name,
            )
        self.used.add(syntax.name)
        return self.names[syntax.name]

    def _condition(self, part: Syntax) -> None:
        if self.check(part) not in ("yes or no", "any"):
            raise ExpressionError("A condition is expected here.", part.position)

    def _call(self, call: Call) -> Kind:
        if call.target is not None and call.function in MACROS:
            return self._macro(call)
        for part in inside(call):
            self.check(part)
        if call.target is None and call.function in self.functions:
            return "any"
        known = FUNCTIONS if call.target is None else METHODS
        if call.function not in known:
            raise ExpressionError(
                "“%(name)s” is not a function known here.", call.position, name=call.function
            )
        return _taken(call, *known[call.function])

    def _macro(self, call: Call) -> Kind:
        kind = _taken(call, *MACROS[call.function])
        if self._bound:
            raise ExpressionError("A list cannot be gone through inside another.", call.position)
        assert call.target is not None
        self.check(call.target)
        variable, formula = call.arguments
        if not isinstance(variable, Name) or variable.name in self.names:
            raise ExpressionError("A new name is expected here.", variable.position)
        self._bound = variable.name
        self.check(formula)
        self._bound = ""
        return kind

    def _binary(self, binary: Binary) -> Kind:
        left, right = self.check(binary.left), self.check(binary.right)
        if binary.operator == "in":
            if right not in ("list", "map", "any"):
                raise ExpressionError("A list is expected after “in”.", binary.right.position)
            return "yes or no"
        if binary.operator in ("==", "!=", *_ORDERED):
            _comparable(binary, left, right)
            return "yes or no"
        return _kind_of_sum(left, right)


def _taken(call: Call, count: range, kind: Kind) -> Kind:
    if len(call.arguments) not in count:
        raise ExpressionError(
            "“%(name)s” does not take this number of values.", call.position, name=call.function
        )
    return kind


def _comparable(binary: Binary, left: Kind, right: Kind) -> None:
    if any(isinstance(side, Value) and side.value is None for side in (binary.left, binary.right)):
        return
    if "any" not in (left, right) and left != right:
        raise ExpressionError("These two values are not of the same kind.", binary.position)
    if binary.operator in _ORDERED and (left in _UNORDERED or right in _UNORDERED):
        raise ExpressionError("These values have no order.", binary.position)


def _kind_of_constant(constant: Value) -> Kind:
    match constant.value:
        case bool():
            return "yes or no"
        case float():
            return "number"
        case str():
            return "text"
    return "any"


def _kind_of_shape(syntax: Syntax) -> Kind:
    match syntax:
        case ListOf():
            return "list"
        case MapOf():
            return "map"
        case Unary(operator="-"):
            return "number"
        case Member() | Index():
            return "any"
    return "any"


def _kind_of_sum(left: Kind, right: Kind) -> Kind:
    if left == right and left in ("number", "text", "list"):
        return left
    if {left, right} == {"moment", "duration"}:
        return "moment"
    return "duration" if left == right == "moment" else "any"
