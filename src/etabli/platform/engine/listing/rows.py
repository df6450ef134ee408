"""The rows of a list, under the rights of whoever looks."""

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

from etabli.platform.access.doors import visible_to
from etabli.platform.engine.app import App
from etabli.platform.engine.conditions import rows_for
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.listing.asking import Asked, Filter
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space


def items_in(app: App, space: Space | None, person: Person) -> QuerySet[Item]:
    """Every item of an app a person may view, in a space or in all of them."""
    rows = Item.objects.filter(app=app.app, trashed_at=None)
    seen = visible_to(rows.filter(space=space) if space else rows, person)
    return seen.select_related("author", "assignee", "space__archiving")


def rows_asked(
    app: App, space: Space | None, person: Person, asked: Asked, context: Context
) -> QuerySet[Item]:
    """The items a list shows, in its order."""
    rows = items_in(app, space, person)
    if asked.held:
        return rows.none()
    if asked.view.where:
        rows = rows.filter(rows_for(app, asked.view.where, context))
    for conditions in _by_field(asked.filters).values():
        rows = rows.filter(_any(app, conditions))
    if asked.words:
        # Titles are short and one app's items in one space are few; the search page has
        # the index for the rest.
        rows = rows.filter(Q(title__icontains=asked.words) | Q(number__icontains=asked.words))
    return rows.order_by(*_order(app, asked))


def _by_field(filters: tuple[Filter, ...]) -> dict[str, list[Filter]]:
    grouped: dict[str, list[Filter]] = {}
    for one in filters:
        grouped.setdefault(one.field.uid, []).append(one)
    return grouped


def _any(app: App, conditions: list[Filter]) -> Q:
    """Two values of one field widen each other; two fields narrow each other."""
    found = Q(pk__in=[])
    for one in conditions:
        found |= one.field.filter_q(app.column(one.field.uid), one.op, one.value)
    return found


def _order(app: App, asked: Asked) -> list[OrderBy]:
    order: list[OrderBy] = []
    for name, descending in asked.sort:
        column = app.column(name)
        if not column:
            continue
        order.append(app.field(name).sort_expr(column, descending=descending))
    return [*order, F("id").desc()]
