"""A value computed from the others: read, never typed."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from django.db.models import Q
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext as _
from pydantic import Field as Setting
from pydantic import StringConstraints

from etabli.lib.expression import SOURCE_LIMIT
from etabli.lib.text import clean
from etabli.platform.engine.definition.words import Words
from etabli.platform.engine.fields.boolean import BooleanField
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.day import DateField
from etabli.platform.engine.fields.days import written
from etabli.platform.engine.fields.duration import DurationField
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.moment import DateTimeField
from etabli.platform.engine.fields.money import MoneyField
from etabli.platform.engine.fields.number import NumberField
from etabli.platform.engine.fields.percent import PercentField
from etabli.platform.engine.fields.shown import GroupKey, Shown, Widget
from etabli.platform.engine.fields.text import TextField

Gives = Literal[
    "number", "money", "percent", "duration", "text", "boolean", "date", "datetime"
]  # fmt: skip
_LONGEST = 2000
_FARTHEST = 10**9


class FormulaField(Field):
    """``value``: CEL over the item's other fields. ``as``: the type of what it gives, whose
    display, filters and order it takes; ``decimals``, ``unit`` and ``currency`` are those of
    numbers and money. Nothing is kept in the item: it is computed where it is shown, and in
    its column when lists filter or sort by it.
    """

    type: Literal["formula"] = "formula"
    value: Annotated[str, StringConstraints(min_length=1, max_length=SOURCE_LIMIT)]
    gives: Gives = Setting(default="number", alias="as")
    decimals: int = Setting(default=2, ge=0, le=6)
    unit: Words | None = None
    currency: str = "EUR"

    @property
    def column_holds(self) -> str:
        return f"{self.type} {self.gives} {self.value}"

    @cached_property
    def result(self) -> Field:
        """The field it is read as."""
        name = self.name
        made: dict[Gives, Field] = {
            "number": NumberField(name=name, decimals=self.decimals, unit=self.unit),
            "money": MoneyField(name=name, currency=self.currency),
            "percent": PercentField(
                name=name, decimals=min(self.decimals, 4), min=-_FARTHEST, max=_FARTHEST
            ),
            "duration": DurationField(name=name),
            "text": TextField(name=name, multiline=True, max=_LONGEST),
            "boolean": BooleanField(name=name),
            "date": DateField(name=name),
            "datetime": DateTimeField(name=name),
        }
        made[self.gives].named(self.uid)
        return made[self.gives]

    def canonical(self, given: Any, context: Context) -> Any:
        """The canonical value of what the expression gave; None when it fits no such field."""
        match self.gives, given:
            case _, None:
                return None
            case (("number" | "percent"), int() | float()) if not isinstance(given, bool):
                given = round(given, self.decimals)
            case "money", int() | float() if not isinstance(given, bool):
                given = Decimal(str(given)).quantize(Decimal("0.01"))
            case (("date" | "datetime"), datetime()):
                given = _day(given, context) if self.gives == "date" else written(given)
            case "text", str():
                given = clean(given)[:_LONGEST].strip()
            case ("boolean", bool()) | ("duration", timedelta()):
                pass
            case _:
                return None
        try:
            return self.result.validate(given, context)
        except (FieldError, ArithmeticError):
            return None

    @property
    def columns(self) -> str:
        return self.result.columns

    @property
    def compares_as(self) -> Any:
        return self.result.compares_as

    def validate(self, raw: Any, context: Context) -> Any:  # type: ignore[override]
        """What a filter compares with; forms never ask for a formula."""
        return self.result.validate(raw, context)

    def default_value(self, context: Context) -> Any:
        return None

    def from_import(self, text: str, context: Context) -> Any:
        raise FieldError(_("This is computed from the other fields: leave it out."))

    def to_json(self, value: Any, context: Context) -> Any:
        return self.result.to_json(value, context)

    def form_widget(self, value: Any, context: Context) -> Widget:
        return self.result.form_widget(value, context)

    def display(self, value: Any, context: Context) -> Shown:
        return self.result.display(value, context)

    def search_text(self, value: Any, context: Context) -> str:
        # Indexes are made when an item changes; what is computed may have changed since.
        return ""

    def export_cell(self, value: Any, context: Context) -> str | int | float:
        return self.result.export_cell(value, context)

    def flex_value(self, value: Any) -> Any:
        return self.result.flex_value(value)

    def comparable(self, value: Any) -> Any:
        return self.result.comparable(value)

    def filter_ops(self) -> tuple[str, ...]:
        return self.result.filter_ops()

    def filter_q(self, column: str, op: str, value: Any = None) -> Q:
        return self.result.filter_q(column, op, value)

    def sort_expr(self, column: str, *, descending: bool) -> OrderBy:
        return self.result.sort_expr(column, descending=descending)

    def group_keys(self, context: Context) -> Sequence[GroupKey] | None:
        return self.result.group_keys(context)


def _day(moment: datetime, context: Context) -> str:
    # Days are moments at midnight in UTC for expressions; anything else is a moment here.
    if moment.time() == time(0) and moment.utcoffset() == timedelta():
        return moment.date().isoformat()
    return moment.astimezone(context.zone).date().isoformat()
