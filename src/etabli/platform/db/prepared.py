"""Queries of every page, put together once.

Django builds and compiles a query each time it is asked, which costs more than its answer does
when the answer is a few rows. A prepared query is built with slots, compiled the first time, and
afterwards only filled:

    @prepared
    def _written(author: Any) -> QuerySet[Item]:
        return Item.objects.filter(author_id=author, published=True)

    _written(author=person.pk)  # a list

Nothing else than its arguments may bend such a query: no language, no moment, no definition of
an app. ``IN`` takes an array: ``in_array`` (see ``access.doors``).
"""

from collections.abc import Callable, Hashable
from copy import copy
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from itertools import count
from types import SimpleNamespace
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, QuerySet, prefetch_related_objects

from etabli.platform.db.planning import Place, keeps_plans, new_name, plan

Row = TypeVar("Row")


class Slot(Expression):
    """A value that is given each time the query is asked."""

    def __init__(self, name: str, attribute: str = "") -> None:
        super().__init__()
        self.name = name
        self.attribute = attribute

    def part(self, attribute: str) -> "Slot":
        """One attribute of what is given."""
        return Slot(self.name, attribute)

    def filled(self, values: dict[str, Any]) -> Any:
        given = values[self.name]
        return getattr(given, self.attribute) if self.attribute else given

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


class Slots:
    """All the slots of a query that has many: ``asked.person``, ``asked.after``…"""

    def __getattr__(self, name: str) -> Slot:
        return Slot(name)


def prepared(build: Callable[..., QuerySet[Any, Row]]) -> Callable[..., list[Row]]:
    """A function that asks what ``build`` builds. Called with the same names: what is given by
    position decides the shape of the query, compiled once for each; what is given by name fills
    it. A last parameter ``asked`` stands for any number of slots. Its rows are records, or
    ``values_list``.
    """
    return _asking(build, kept=False)


def planned(build: Callable[..., QuerySet[Any, Row]]) -> Callable[..., list[Row]]:
    """The same, whose plan is kept too: see ``db.planning`` for which queries that suits."""
    return _asking(build, kept=True)


def _asking(build: Callable[..., QuerySet[Any, Row]], *, kept: bool) -> Callable[..., list[Row]]:
    shapes: dict[tuple[Hashable, ...], _Compiled | None] = {}
    names = list(signature(build).parameters)

    @wraps(build)
    def ask(*shape: Hashable, **values: Any) -> list[Row]:
        if shape not in shapes:
            slots: dict[str, Any] = {name: Slot(name) for name in names[len(shape) :]}
            slots |= {"asked": Slots()} if "asked" in slots else {}
            rows = build(*shape, **slots)
            table = rows.model._meta.db_table
            shapes[shape] = _compiled(rows, new_name(table, build.__name__) if kept else "")
        known = shapes[shape]
        return known.ask(values) if known else []

    return ask


@dataclass(frozen=True)
class _Compiled:
    """``compiler`` has done its work already; ``params`` has slots among its values. ``name``:
    of the statement whose plan is kept, '' for none.
    """

    rows: QuerySet[Any, Any]
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    converters: dict[int, Any]
    name: str

    def ask(self, values: dict[str, Any]) -> list[Any]:
        compiler = copy(self.compiler)
        compiler.connection = connections[compiler.using]
        filled = self._filled(values, compiler.connection)
        compiler.as_sql = lambda *_args, **_kwargs: filled
        compiler.get_converters = lambda _expressions: self.converters
        # What the iterables of Django look at in a queryset.
        rows = SimpleNamespace(
            db=compiler.using,
            model=self.rows.model,
            query=SimpleNamespace(get_compiler=lambda *_args, **_kwargs: compiler),
            _known_related_objects={},
        )
        reading: Any = self.rows._iterable_class
        found = list[Any](reading(rows))
        prefetch_related_objects(found, *self.rows._prefetch_related_lookups)  # type: ignore[attr-defined]
        return found

    def _filled(self, values: dict[str, Any], connection: Any) -> tuple[str, tuple[Any, ...]]:
        if not (self.name and keeps_plans()):
            return self.sql, tuple(
                one.filled(values) if isinstance(one, Slot) else one for one in self.params
            )
        given = [one for one in self.params if isinstance(one, Slot)]
        number = count(1)
        places = (Place(next(number)) if isinstance(one, Slot) else one for one in self.params)
        plan(connection, self.name, self.sql, tuple(places))
        filling = f"({', '.join(['%s'] * len(given))})" if given else ""
        return f"EXECUTE {self.name} {filling}", tuple(one.filled(values) for one in given)


def _compiled(rows: QuerySet[Any, Any], name: str) -> _Compiled | None:
    """None for a shape that no row can have."""
    compiler = rows.query.get_compiler(rows.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
    return _Compiled(rows, compiler, sql, params, compiler.get_converters(columns), name)
