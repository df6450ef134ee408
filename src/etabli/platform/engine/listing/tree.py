"""A list as a tree: what stands under what, a branch at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import OrderBy

from etabli.platform.access.doors import visible_to
from etabli.platform.engine.app import App
from etabli.platform.engine.definition.views import View
from etabli.platform.engine.listing.rows import items_in
from etabli.platform.engine.listing.settled import unsettled
from etabli.platform.engine.rights import can
from etabli.platform.engine.writing.nesting import DEPTH
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space

MOST = 200
"""Items of one branch that are drawn; the list has the others."""


@dataclass(frozen=True)
class Node:
    """An item of a tree. ``inside``: how many stand under it; ``nodes``: those that are open.
    ``movable``: the reader may put it elsewhere.
    """

    item: Item
    inside: int = 0
    movable: bool = False
    nodes: tuple["Node", ...] = ()
    current: bool = False

    @property
    def open(self) -> bool:
        return bool(self.nodes)


@dataclass(frozen=True)
class Tree:
    """The tree of an app in a space, for one reader."""

    app: App
    view: View
    space: Space
    person: Person

    @property
    def column(self) -> str:
        return self.app.column(str(self.view.parent))

    @cached_property
    def settled(self) -> bool:
        """Whether what stands under what can be trusted already (``listing.settled``)."""
        return self.view.parent not in unsettled(self.app)

    def rows(self) -> QuerySet[Item]:
        rows = items_in(self.app, self.space, self.person).order_by(*self._order())
        rows = rows if self.settled else rows.none()
        return rows.select_related("space__archiving", "author", "assignee")

    def roots(self) -> QuerySet[Item]:
        """What stands under nothing, or under something the reader does not see here."""
        above = visible_to(
            Item.objects.filter(pk=OuterRef(self.column), space=self.space, trashed_at=None),
            self.person,
        )
        alone = Q(**{f"{self.column}__isnull": True}) | ~Exists(above)
        return self.rows().filter(alone)

    def under(self, items: Iterable[int]) -> QuerySet[Item]:
        """What stands right under some items."""
        return self.rows().filter(**{f"{self.column}__in": list(items)})

    def above(self, item: Item) -> list[Item]:
        """What an item stands under, the outermost first, as far as the reader sees."""
        found: list[Item] = []
        known = {item.pk}
        at = getattr(item, self.column)
        while at is not None and at not in known and len(found) < DEPTH:
            known.add(at)
            parent = self.rows().filter(pk=at).first()
            if parent is None:
                break
            found.insert(0, parent)
            at = getattr(parent, self.column)
        return found

    def branch(self, item: Item) -> list[Node]:
        """What stands right under an item."""
        return self._nodes(list(self.under([item.pk])[:MOST]), {}, None)

    def whole(self, current: Item | None = None) -> list[Node]:
        """The roots; and, down to ``current``, the branches that lead to it and its own."""
        path = [*self.above(current), current] if current else []
        inside: dict[int, list[Item]] = {}
        for item in self.under([one.pk for one in path])[: MOST * 2] if path else ():
            inside.setdefault(getattr(item, self.column), []).append(item)
        return self._nodes(list(self.roots()[:MOST]), inside, current)

    def _nodes(
        self, items: Sequence[Item], inside: dict[int, list[Item]], current: Item | None
    ) -> list[Node]:
        shown = [*items, *(item for branch in inside.values() for item in branch)]
        counts = self._counts([item.pk for item in shown])
        return [self._node(item, inside, counts, current) for item in items]

    def _node(
        self,
        item: Item,
        inside: dict[int, list[Item]],
        counts: dict[int, int],
        current: Item | None,
    ) -> Node:
        branch = inside.pop(item.pk, [])
        nodes = tuple(self._node(one, inside, counts, current) for one in branch)
        here = current is not None and item.pk == current.pk
        movable = can(self.person, "edit", item)
        return Node(item, counts.get(item.pk, 0), movable, nodes, here)

    def _counts(self, items: Sequence[int]) -> dict[int, int]:
        rows = self.under(items).order_by().values_list(self.column)
        return dict(rows.annotate(n=Count("pk")))

    def _order(self) -> list[Any]:
        """By title, unless the view says otherwise."""
        if "sort" not in self.view.model_fields_set:
            return ["title", "id"]
        order: list[OrderBy] = [
            self.app.field(name).sort_expr(self.app.column(name), descending=down)
            for name, down in self.view.order
            if self.app.column(name)
        ]
        return [*order, F("id").asc()]


def tree_of(app: App, space: Space, person: Person) -> Tree | None:
    """The tree an app's items stand in; None for an app without one."""
    view = tree_view(app)
    return Tree(app, view, space, person) if view else None


def tree_view(app: App) -> View | None:
    """The view that says where each item stands under another, if the app has one."""
    return next((view for view in app.looks.values() if view.kind == "tree"), None)
