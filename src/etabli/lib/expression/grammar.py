"""From a source to a parse tree, with the CEL grammar of cel-python.

Only its grammar file is read: importing the package would load an evaluator that is not used.
"""

import importlib.util
import re
from functools import cache
from pathlib import Path

from lark import Lark, Token, Tree
from lark.exceptions import LarkError, UnexpectedInput, UnexpectedToken

from etabli.lib.expression.errors import ExpressionError

SOURCE_LIMIT = 2_000
"""Bytes of a source at most."""

Parsed = Tree[Token]


def parse(source: str) -> Parsed:
    """The parse tree of a source, or ExpressionError with the position of what is wrong."""
    if len(source.encode(errors="replace")) > SOURCE_LIMIT:
        raise ExpressionError(
            "This formula is too long: %(limit)s characters at most.", limit=SOURCE_LIMIT
        )
    if not source.strip():
        raise ExpressionError("This formula is empty.", 0)
    try:
        return _grammar().parse(source)
    except UnexpectedInput as error:
        position = error.pos_in_stream
        at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
        if at_end or position is None:
            raise ExpressionError("This formula stops too early.", len(source)) from None
        raise ExpressionError(
            "This formula cannot be read from “%(rest)s” on.",
            position,
            rest=source[position : position + 20],
        ) from None
    except (LarkError, RecursionError):
        raise ExpressionError("This formula cannot be read.") from None


@cache
def _grammar() -> Lark:
    package = importlib.util.find_spec("celpy")
    if package is None or not package.submodule_search_locations:
        raise ImportError("cel-python is not installed")
    return Lark(
        Path(package.submodule_search_locations[0], "cel.lark").read_text(),
        parser="lalr",
        start="expr",
        g_regex_flags=re.MULTILINE,
        propagate_positions=True,
        maybe_placeholders=False,
        lexer_callbacks={"IDENT": _true_and_false},
    )


def _true_and_false(token: Token) -> Token:
    if token.value in ("true", "false"):
        return Token.new_borrow_pos("BOOL_LIT", token.value, token)
    return token
