"""What sorts of values formulas know, and how Python's values become theirs."""

import datetime
import math
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from etabli.lib.expression.errors import ExpressionError

LIST_LIMIT = 1_000
"""Parts of one list at most: building a list of n takes the evaluator n × n."""

Kind = Literal["number", "text", "yes or no", "moment", "duration", "list", "map", "any"]

_KINDS: tuple[tuple[type, Kind], ...] = (
    (bool, "yes or no"),
    (int, "number"),
    (float, "number"),
    (Decimal, "number"),
    (str, "text"),
    (uuid.UUID, "text"),
    (datetime.date, "moment"),
    (datetime.timedelta, "duration"),
    (list, "list"),
    (tuple, "list"),
    (set, "list"),
    (frozenset, "list"),
    (dict, "map"),
)


def kind_of(python_type: type) -> Kind:
    """The kind of the values of a Python type; `object` stands for any."""
    for known, kind in _KINDS:
        if issubclass(python_type, known):
            return kind
    return "any"


def coerced(value: Any) -> Any:
    """A Python value as formulas take it: numbers are floats, dates are moments in UTC."""
    match value:
        case None | bool() | str() | float() | datetime.timedelta():
            return value
        case int() | Decimal():
            return float(value)
        case uuid.UUID():
            return str(value)
        case datetime.datetime():
            return with_offset(value)
        case datetime.date():
            return datetime.datetime(value.year, value.month, value.day, tzinfo=datetime.UTC)
        case list() | tuple() | set() | frozenset():
            if len(value) > LIST_LIMIT:
                raise ExpressionError("This list is too long for a formula.")
            return [coerced(part) for part in value]
        case Mapping():
            return {str(key): coerced(part) for key, part in value.items()}
    raise ExpressionError("A value of this kind cannot be used in a formula.")


def with_offset(moment: datetime.datetime) -> datetime.datetime:
    """The same moment with a plain offset: the evaluator knows no names of zones."""
    offset = moment.utcoffset()
    zone = datetime.UTC if offset is None else datetime.timezone(offset)
    return moment.replace(tzinfo=zone)


def finished(value: Any) -> Any:
    """A result, or ExpressionError when it is no number that can be kept."""
    if isinstance(value, float) and not math.isfinite(value):
        raise ExpressionError("This formula divides by zero.")
    return value
