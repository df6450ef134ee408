"""The syntax of an expression as small typed nodes, each with its position in the source."""

from dataclasses import dataclass
from typing import Literal

Constant = str | float | bool | None


@dataclass(frozen=True, slots=True)
class Value:
    """A constant."""

    position: int
    value: Constant


@dataclass(frozen=True, slots=True)
class Name:
    """A value known by its name."""

    position: int
    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """`target.name`."""

    position: int
    target: "Syntax"
    name: str


@dataclass(frozen=True, slots=True)
class Index:
    """`target[key]`."""

    position: int
    target: "Syntax"
    key: "Syntax"


@dataclass(frozen=True, slots=True)
class Call:
    """`function(arguments)`, or `target.function(arguments)`."""

    position: int
    function: str
    target: "Syntax | None"
    arguments: tuple["Syntax", ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """`[parts]`."""

    position: int
    parts: tuple["Syntax", ...]


@dataclass(frozen=True, slots=True)
class MapOf:
    """`{key: value}`."""

    position: int
    pairs: tuple[tuple["Syntax", "Syntax"], ...]


@dataclass(frozen=True, slots=True)
class Unary:
    """`!part` or `-part`."""

    position: int
    operator: Literal["!", "-"]
    part: "Syntax"


@dataclass(frozen=True, slots=True)
class Binary:
    """`left operator right`, for comparisons and sums."""

    position: int
    operator: str
    left: "Syntax"
    right: "Syntax"


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts all joined by `&&`, or all by `||`."""

    position: int
    operator: Literal["&&", "||"]
    parts: tuple["Syntax", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """`condition ? yes : no`."""

    position: int
    condition: "Syntax"
    yes: "Syntax"
    no: "Syntax"


Syntax = (
    Value | Name | Member | Index | Call | ListOf | MapOf | Unary | Binary | Chain | Choice
)  # fmt: skip


def inside(syntax: Syntax) -> tuple[Syntax, ...]:
    """The parts that a node is made of."""
    match syntax:
        case Value() | Name():
            return ()
        case Member(target=target):
            return (target,)
        case Index(target=target, key=key):
            return (target, key)
        case Call(target=target, arguments=arguments):
            return arguments if target is None else (target, *arguments)
        case ListOf(parts=parts) | Chain(parts=parts):
            return parts
        case MapOf(pairs=pairs):
            return tuple(part for pair in pairs for part in pair)
        case Unary(part=part):
            return (part,)
        case Binary(left=left, right=right):
            return (left, right)
        case Choice(condition=condition, yes=yes, no=no):
            return (condition, yes, no)
