"""How lists filter, sort and group by a field."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.expressions import OrderBy

from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.settings import FieldSettings
from etabli.platform.engine.fields.shown import GroupKey, Ref

NUMBER_OPS = ("is", "least", "most", "between", "none", "any")
"""Comparisons of numbers and dates; ``between`` takes a pair, whose ends may be None."""


class Listed(FieldSettings):
    """A field seen from a list."""

    @property
    def column_holds(self) -> str:
        """What the typed column holds: when this changes, it is filled again."""
        return str(getattr(self, "type", ""))

    def flex_value(self, value: Any) -> Any:
        """What goes in the typed column of the item; None leaves it empty."""
        return None

    def comparable(self, value: Any) -> Any:
        """The value as conditions compare it."""
        return self.flex_value(value) if self.columns in ("n", "d", "r") else value

    def refs(self, value: Any) -> Sequence[Ref]:
        """The rows of ``ItemRef`` that say what the value points to."""
        return ()

    def filter_ops(self) -> tuple[str, ...]:
        """How lists may filter by it, the usual way first."""
        return ("is", "in", "none", "any") if self.columns else ("has", "none", "any")

    def filter_q(self, column: str, op: str, value: Any = None) -> Q:
        """The condition on items. ``column`` is ``App.column(uid)``, ``value`` canonical.

        ``in`` takes a list of values, ``between`` a pair whose ends may be None, ``none`` and
        ``any`` nothing. Raises KeyError for an operation that is not one of ``filter_ops``.
        """
        if op not in self.filter_ops():
            raise KeyError(op)
        if not self.columns:
            return self._filter_refs(op, value)
        if op in ("none", "any"):
            return Q(**{f"{column}__isnull": op == "none"})
        if op == "in":
            return Q(**{f"{column}__in": [self.flex_value(one) for one in value]})
        if op == "is":
            return Q(**{column: self.flex_value(value)})
        low, high = {"least": (value, None), "most": (None, value)}.get(op, value)
        within = Q() if low is None else Q(**{f"{column}__gte": self.flex_value(low)})
        return within if high is None else within & Q(**{f"{column}__lte": self.flex_value(high)})

    def _filter_refs(self, op: str, value: Any) -> Q:
        """The condition for a field of several values, on the rows that carry them."""
        rows = apps.get_model("items", "ItemRef").objects.filter(
            item_id=OuterRef("pk"), field=self.uid
        )
        if op == "has":
            wanted = Q()
            for ref in self.refs(value if isinstance(value, list) else [value]):
                wanted |= Q(kind=ref.kind, target=ref.target, text=ref.text)
            rows = rows.filter(wanted)
        return Q(~Exists(rows)) if op == "none" else Q(Exists(rows))

    def sort_expr(self, column: str, *, descending: bool) -> OrderBy:
        """The order of items; those without a value come last."""
        ordered = F(column)
        return ordered.desc(nulls_last=True) if descending else ordered.asc(nulls_last=True)

    def _ordered(self, column: str, uids: Iterable[str], *, descending: bool) -> OrderBy:
        """The order of a definition's options, rather than that of their uids."""
        places = [When(**{column: uid}, then=Value(at)) for at, uid in enumerate(uids)]
        order = Case(*places, output_field=IntegerField())
        return OrderBy(order, descending=descending, nulls_last=True)

    def group_keys(self, context: Context) -> Sequence[GroupKey] | None:
        """The columns of a board by this field; None when only the items tell them."""
        return None
