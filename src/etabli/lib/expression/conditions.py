"""The part of the language that lists can filter by: comparisons joined by and, or, not."""

import datetime
from dataclasses import dataclass
from typing import Any, Literal

Operator = Literal["==", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Ref:
    """Another name, as `me` in `assignee == me`."""

    name: str


@dataclass(frozen=True, slots=True)
class Moment:
    """`now()` or `today()`, moved by a length of time."""

    clock: Literal["now", "today"]
    offset: datetime.timedelta = datetime.timedelta()


Operand = str | float | bool | None | datetime.datetime | datetime.timedelta | Ref | Moment


@dataclass(frozen=True, slots=True)
class Compare:
    """`name op value`; a bare `name` is `name == true`. Nothing precedes an empty one."""

    name: str
    op: Operator
    value: Operand


@dataclass(frozen=True, slots=True)
class In:
    """`name in [values]`."""

    name: str
    values: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Has:
    """`value in name`, the name being that of a list."""

    name: str
    value: Operand


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary of a condition: true where the other is false, also for empty values."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class And:
    """All the parts."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Always:
    """`true` or `false`."""

    answer: bool


Condition = Compare | In | Has | Not | And | Or | Always


def to_json(condition: Condition) -> list[Any]:
    """The condition for a browser: `["and", …]`, `["==", "cost", 10.0]`, `{"ref": "me"}`."""
    match condition:
        case And(parts=parts):
            return ["and", *map(to_json, parts)]
        case Or(parts=parts):
            return ["or", *map(to_json, parts)]
        case Not(part=part):
            return ["not", to_json(part)]
        case Compare(name=name, op=op, value=value):
            return [op, name, _operand(value)]
        case In(name=name, values=values):
            return ["in", name, [_operand(value) for value in values]]
        case Has(name=name, value=value):
            return ["has", name, _operand(value)]
        case Always(answer=answer):
            return ["always", answer]


def _operand(value: Operand) -> object:
    match value:
        case Ref(name=name):
            return {"ref": name}
        case Moment(clock=clock, offset=offset):
            return {clock: offset.total_seconds()}
        case datetime.datetime():
            return {"moment": value.isoformat()}
        case datetime.timedelta():
            return {"duration": value.total_seconds()}
    return value


def names_of(condition: Condition) -> frozenset[str]:
    """The names that a condition reads."""
    match condition:
        case And(parts=parts) | Or(parts=parts):
            return frozenset[str]().union(*map(names_of, parts))
        case Not(part=part):
            return names_of(part)
        case In(name=name, values=values):
            return frozenset([name, *(v.name for v in values if isinstance(v, Ref))])
        case Compare(name=name, value=value) | Has(name=name, value=value):
            return frozenset([name, value.name] if isinstance(value, Ref) else [name])
        case Always():
            return frozenset()
