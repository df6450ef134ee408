"""An expression, checked once and run many times."""

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import cel

from etabli.lib.expression.checks import Checking
from etabli.lib.expression.conditions import Condition
from etabli.lib.expression.costs import check_cost
from etabli.lib.expression.emit import CLOCK, emit
from etabli.lib.expression.errors import ExpressionError
from etabli.lib.expression.filterable import condition_of
from etabli.lib.expression.functions import COMPUTED
from etabli.lib.expression.holding import holds, midnight
from etabli.lib.expression.kinds import Kind, coerced, finished, kind_of, with_offset
from etabli.lib.expression.reader import read
from etabli.lib.expression.syntax import Call, Syntax, inside

_COMPUTED = {f"_{name}": function for name, function in COMPUTED.items()}


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition or a formula whose source has been checked.

    ``timed``: it reads the clock, so that the same values give something else later.
    """

    source: str
    names: frozenset[str]
    kind: Kind
    tree: Condition | None
    timed: bool
    _program: cel.Program

    def evaluate(
        self,
        values: Mapping[str, Any],
        *,
        now: datetime.datetime | None = None,
        functions: Mapping[str, Callable[..., Any]] | None = None,
    ) -> Any:
        """The value for these values; names that are not given are empty.

        Conditions (`tree` is not None) always answer. Formulas raise ExpressionError when a
        value that they compute with is empty (`error.empty` names it) or when they divide by
        zero. `now` is aware of its zone, and UTC when not given; `functions` are those that
        `compile` was told of.
        """
        moment = now or datetime.datetime.now(datetime.UTC)
        if self.tree is not None:
            return holds(self.tree, values, moment)
        variables = {name: coerced(values.get(name)) for name in self.names}
        clock = {CLOCK["now"]: with_offset(moment), CLOCK["today"]: midnight(moment)}
        context = cel.Context({**variables, **clock}, {**_COMPUTED, **(functions or {})})
        try:
            return finished(self._program.execute(context))
        except ExpressionError:
            raise
        except Exception as error:
            raise _failure(variables) from error


def compile(  # noqa: A001 - read as `expression.compile`, like `re.compile`
    source: str,
    names: Mapping[str, type],
    functions: Collection[str] = (),
    sizes: Mapping[str, int] = MappingProxyType({}),
) -> Expression:
    """The expression that a source says, or ExpressionError with the position of its fault.

    `names` are the values that it may use, with their Python types (`object` for any);
    `functions` are functions of the caller's own, given again to `evaluate`; `sizes` tells how
    many letters or parts the texts and lists have at most, for the time it may take.
    """
    syntax = read(source)
    kinds = {name: kind_of(python_type) for name, python_type in names.items()}
    checking = Checking(kinds, functions)
    kind = checking.check(syntax)
    check_cost(syntax, kinds, sizes)
    emitted = emit(syntax)
    try:
        program = cel.compile(emitted)
    except (ValueError, RecursionError):
        raise ExpressionError("This formula cannot be read.", 0) from None
    tree = condition_of(syntax, kinds)
    return Expression(
        source, frozenset(checking.used), kind, tree, _reads_the_clock(syntax), program
    )


def _reads_the_clock(syntax: Syntax) -> bool:
    here = isinstance(syntax, Call) and syntax.target is None and syntax.function in CLOCK
    return here or any(_reads_the_clock(part) for part in inside(syntax))


def _failure(variables: Mapping[str, Any]) -> ExpressionError:
    empty = tuple(sorted(name for name, value in variables.items() if value is None))
    if empty:
        return ExpressionError(
            "This cannot be computed while this is empty: %(names)s.",
            empty=empty,
            names=", ".join(empty),
        )
    return ExpressionError("This formula cannot be computed with these values.")
