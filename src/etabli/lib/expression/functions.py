"""The functions of formulas: which there are, what they give, what computes them."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from etabli.lib.expression.kinds import Kind

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)


def _rounded(number: float, digits: float = 0.0) -> float:
    # Half away from zero, as people round; Python rounds half to even.
    scale = 10.0 ** int(digits)
    shifted = abs(number) * scale + 0.5
    return float(int(shifted)) / scale * (-1 if number < 0 else 1)


COMPUTED: Mapping[str, Callable[..., Any]] = {
    "size": lambda value: float(len(value)),
    "days": lambda duration: duration / DAY,
    "hours": lambda duration: duration / HOUR,
    "min": lambda *values: float(min(*values)),
    "max": lambda *values: float(max(*values)),
    "sum": lambda values: float(sum(values)),
    "abs": lambda number: float(abs(number)),
    "round": _rounded,
}
"""Computed in Python, so that letters are counted and not bytes, and numbers stay numbers."""

FUNCTIONS: Mapping[str, tuple[range, Kind]] = {
    "now": (range(1), "moment"),
    "today": (range(1), "moment"),
    "timestamp": (range(1, 2), "moment"),
    "duration": (range(1, 2), "duration"),
    "string": (range(1, 2), "text"),
    "double": (range(1, 2), "number"),
    "int": (range(1, 2), "number"),
    "has": (range(1, 2), "yes or no"),
    "size": (range(1, 2), "number"),
    "days": (range(1, 2), "number"),
    "hours": (range(1, 2), "number"),
    "min": (range(2, 9), "number"),
    "max": (range(2, 9), "number"),
    "sum": (range(1, 2), "number"),
    "abs": (range(1, 2), "number"),
    "round": (range(1, 3), "number"),
}
"""`function(…)`: how many arguments it takes, what it gives."""

METHODS: Mapping[str, tuple[range, Kind]] = {
    "contains": (range(1, 2), "yes or no"),
    "startsWith": (range(1, 2), "yes or no"),
    "endsWith": (range(1, 2), "yes or no"),
    "matches": (range(1, 2), "yes or no"),
    "size": (range(1), "number"),
    "getFullYear": (range(1), "number"),
    "getMonth": (range(1), "number"),
    "getDate": (range(1), "number"),
    "getDayOfWeek": (range(1), "number"),
    "getHours": (range(1), "number"),
    "getMinutes": (range(1), "number"),
}
"""`value.function(…)`."""

MACROS: Mapping[str, tuple[range, Kind]] = {
    "all": (range(2, 3), "yes or no"),
    "exists": (range(2, 3), "yes or no"),
    "exists_one": (range(2, 3), "yes or no"),
    "map": (range(2, 3), "list"),
    "filter": (range(2, 3), "list"),
}
"""`list.macro(name, formula)`: the only loops, and never one inside another."""
