"""Who may do what to an item: the rules of its app, compiled once, asked in Python and in SQL."""

from etabli.platform.engine.rights.asking import can, explain, may_create, may_move
from etabli.platform.engine.rights.granting import audience_for, grants_of, parts_of
from etabli.platform.engine.rights.rows import rows_where

__all__ = [
    "audience_for",
    "can",
    "explain",
    "grants_of",
    "may_create",
    "may_move",
    "parts_of",
    "rows_where",
]
