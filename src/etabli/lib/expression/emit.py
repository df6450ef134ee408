"""From the syntax to the CEL that is run: whole numbers become doubles, our functions are ours."""

import datetime
import json

import isodate

from etabli.lib.expression.errors import ExpressionError
from etabli.lib.expression.functions import COMPUTED, MACROS, METHODS
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
)

CLOCK = {"now": "_now", "today": "_today"}
"""What `now()` and `today()` are in the running context."""

_NUMBER: Kind = "number"


def emit(syntax: Syntax) -> str:
    """CEL that computes the same in doubles; every part is in brackets."""
    match syntax:
        case Value(value=value):
            return _constant(value)
        case Name(name=name):
            return name
        case Member(target=target, name=name):
            return f"{emit(target)}.{name}"
        case Index(target=target, key=Value(value=float() as place)):
            return f"{emit(target)}[{int(place)}]"
        case Index(target=target, key=key):
            return f"{emit(target)}[{emit(key)}]"
        case ListOf(parts=parts):
            return f"[{', '.join(map(emit, parts))}]"
        case MapOf(pairs=pairs):
            return "{" + ", ".join(f"{emit(key)}: {emit(value)}" for key, value in pairs) + "}"
        case Unary(operator=operator, part=part):
            return f"({operator}{emit(part)})"
        case Chain(operator=operator, parts=parts):
            return f"({f' {operator} '.join(map(emit, parts))})"
        case Choice(condition=condition, yes=yes, no=no):
            return f"({emit(condition)} ? {emit(yes)} : {emit(no)})"
        case Binary(operator="%", left=left, right=right):
            return f"double(int({emit(left)}) % int({emit(right)}))"
        case Binary(operator=operator, left=left, right=right):
            return f"({emit(left)} {operator} {emit(right)})"
        case Call():
            return _call(syntax)


def _constant(value: str | float | bool | None) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else f"({value!r})"


def _call(call: Call) -> str:
    if call.target is None and call.function in CLOCK:
        return CLOCK[call.function]
    if call.function == "duration":
        return f'duration("{duration_of(call).total_seconds():.3f}s")'
    if call.function == "timestamp" and isinstance(call.arguments[0], Value):
        return f'timestamp("{moment_of(call).isoformat()}")'
    arguments = [emit(part) for part in call.arguments]
    if call.function in COMPUTED:
        target = [] if call.target is None else [emit(call.target)]
        return f"_{call.function}({', '.join([*target, *arguments])})"
    written = f"{call.function}({', '.join(arguments)})"
    if call.target is None:
        return f"double({written})" if call.function == "int" else written
    written = f"{emit(call.target)}.{written}"
    if call.function not in MACROS and METHODS[call.function][1] == _NUMBER:
        return f"double({written})"
    return written


def duration_of(call: Call) -> datetime.timedelta:
    """The length that `duration('P2D')` or `duration('48h')` says, written as a constant."""
    constant = call.arguments[0]
    if isinstance(constant, Value) and isinstance(constant.value, str):
        text = constant.value.strip()
        # CEL writes 1h30m, ISO 8601 writes PT1H30M.
        iso = text.upper() if text[:1] in "Pp" else "PT" + text.upper()
        try:
            length = isodate.parse_duration(iso)
        except (isodate.ISO8601Error, OverflowError, ValueError):
            length = None
        if isinstance(length, datetime.timedelta):
            return length
    raise ExpressionError(
        "A duration is written as “P2D”, “PT4H” or “48h”.", call.arguments[0].position
    )


def moment_of(call: Call) -> datetime.datetime:
    """The moment that `timestamp('2026-03-01')` says, written as a constant; UTC unless said."""
    constant = call.arguments[0]
    if isinstance(constant, Value) and isinstance(constant.value, str):
        try:
            moment = datetime.datetime.fromisoformat(constant.value.strip())
        except ValueError:
            moment = None
        if moment is not None:
            return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    raise ExpressionError(
        "A moment is written as “2026-03-01” or “2026-03-01T09:30:00Z”.",
        call.arguments[0].position,
    )
