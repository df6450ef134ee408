"""From the parse tree to the syntax: one function per rule of the grammar that means something."""

from collections.abc import Callable, Mapping
from typing import Literal

import cel
from lark import Token, Tree

from etabli.lib.expression.errors import ExpressionError
from etabli.lib.expression.grammar import Parsed, parse
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

DEPTH_LIMIT = 40
"""Parts one inside another."""

_OPERATORS = {
    "relation_lt": "<", "relation_le": "<=", "relation_gt": ">", "relation_ge": ">=",
    "relation_eq": "==", "relation_ne": "!=", "relation_in": "in",
    "addition_add": "+", "addition_sub": "-",
    "multiplication_mul": "*", "multiplication_div": "/", "multiplication_mod": "%",
}  # fmt: skip
_Child = Parsed | Token


def read(source: str) -> Syntax:
    """The syntax of a source."""
    return _read(parse(source), 0)


def _read(tree: _Child, depth: int) -> Syntax:
    if depth > DEPTH_LIMIT:
        raise ExpressionError("This formula has too many brackets one inside another.", _at(tree))
    # Most rules of the grammar only say which operator binds tighter.
    while isinstance(tree, Tree) and tree.data not in _LEAVES and len(tree.children) == 1:
        tree = tree.children[0]
    if isinstance(tree, Token):
        raise ExpressionError("This formula cannot be read.", _at(tree))
    reader = _READERS.get(str(tree.data))
    if reader is None:
        raise ExpressionError("This way of writing is not known here.", _at(tree))
    return reader(tree, depth + 1)


def _at(tree: _Child) -> int:
    if isinstance(tree, Token):
        return tree.start_pos or 0
    return 0 if tree.meta.empty else tree.meta.start_pos


def _word(child: _Child) -> str:
    return str(child)


def _choice(tree: Parsed, depth: int) -> Syntax:
    condition, yes, no = (_read(child, depth) for child in tree.children)
    return Choice(_at(tree), condition, yes, no)


def _chain(operator: Literal["&&", "||"]) -> Callable[[Parsed, int], Syntax]:
    def reader(tree: Parsed, depth: int) -> Syntax:
        parts: list[_Child] = []
        rest: _Child = tree
        # A long chain leans to the left: it is walked, not descended.
        while isinstance(rest, Tree) and rest.data == tree.data and len(rest.children) == 2:
            parts.append(rest.children[1])
            rest = rest.children[0]
        parts.append(rest)
        return Chain(_at(tree), operator, tuple(_read(part, depth) for part in reversed(parts)))

    return reader


def _binary(tree: Parsed, depth: int) -> Syntax:
    left, right = tree.children
    assert isinstance(left, Tree)
    operator = _OPERATORS[str(left.data)]
    return Binary(_at(tree), operator, _read(left.children[0], depth), _read(right, depth))


def _unary(tree: Parsed, depth: int) -> Syntax:
    sign, part = tree.children
    assert isinstance(sign, Tree)
    return Unary(_at(tree), "!" if sign.data == "unary_not" else "-", _read(part, depth))


def _member(tree: Parsed, depth: int) -> Syntax:
    return Member(_at(tree), _read(tree.children[0], depth), _word(tree.children[1]))


def _method(tree: Parsed, depth: int) -> Syntax:
    target = _read(tree.children[0], depth)
    return Call(_at(tree), _word(tree.children[1]), target, _parts(tree.children[2:], depth))


def _call(tree: Parsed, depth: int) -> Syntax:
    return Call(_at(tree), _word(tree.children[0]), None, _parts(tree.children[1:], depth))


def _index(tree: Parsed, depth: int) -> Syntax:
    return Index(_at(tree), _read(tree.children[0], depth), _read(tree.children[1], depth))


def _parts(children: list[_Child], depth: int) -> tuple[Syntax, ...]:
    """The expressions of `exprlist` or `mapinits`, when there is one."""
    return tuple(
        _read(part, depth)
        for child in children
        if isinstance(child, Tree)
        for part in child.children
    )


def _map(tree: Parsed, depth: int) -> Syntax:
    parts = _parts(tree.children, depth)
    return MapOf(_at(tree), tuple(zip(parts[::2], parts[1::2], strict=True)))


def _literal(tree: Parsed, _depth: int) -> Syntax:
    source, kind = _word(tree.children[0]), getattr(tree.children[0], "type", "")
    if kind == "BYTES_LIT":
        raise ExpressionError("This way of writing is not known here.", _at(tree))
    try:
        value = cel.evaluate(source)
    except (ValueError, RuntimeError, OverflowError):
        raise ExpressionError("This value cannot be read.", _at(tree)) from None
    if isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    return Value(_at(tree), value)


_LEAVES = frozenset({"literal", "ident", "ident_arg", "list_lit", "map_lit"})
_READERS: Mapping[str, Callable[[Parsed, int], Syntax]] = {
    "expr": _choice,
    "conditionalor": _chain("||"),
    "conditionaland": _chain("&&"),
    "relation": _binary,
    "addition": _binary,
    "multiplication": _binary,
    "unary": _unary,
    "member_dot": _member,
    "member_dot_arg": _method,
    "member_index": _index,
    "ident_arg": _call,
    "ident": lambda tree, _depth: Name(_at(tree), _word(tree.children[0])),
    "list_lit": lambda tree, depth: ListOf(_at(tree), _parts(tree.children, depth)),
    "map_lit": _map,
    "literal": _literal,
}
