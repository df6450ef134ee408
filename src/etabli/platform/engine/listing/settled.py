"""Which columns a list may trust while they are being filled.

A field that a definition has just begun to filter or sort by has no column yet in the items
made before, and one that moved has another field's. Until the worker has filled them
(``engine.filling``), a list that needs such a column shows nothing and says why, rather than
something wrong. All other lists go on as before.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from etabli.platform.db.prepared import planned
from etabli.platform.engine.app import App
from etabli.platform.engine.conditions import names_in
from etabli.platform.engine.definition.views import View
from etabli.platform.engine.filling import stale, stale_in
from etabli.platform.engine.models import FlexMap
from etabli.platform.items.models import Item


def unsettled(app: App) -> frozenset[str]:
    """The fields of an app whose columns are not true yet in all the items that whoever asks
    may see: one quick question in the usual case, where there is none.
    """
    marks = _other_marks(app) if app.flex else []
    if not marks:
        return frozenset()
    maps = {row.mark: row.columns for row in FlexMap.objects.filter(app=app.app)}
    maps.pop(app.flex_mark, None)
    if None in marks or any(part.exclude(flex_map__in=list(maps)).exists() for part in stale(app)):
        return frozenset(app.flex)
    return frozenset(
        uid
        for uid, place in app.flex_map.items()
        if any(columns.get(uid) != place for columns in maps.values())
    )


def _other_marks(app: App) -> list[int | None]:
    """Some of the other marks that items carry; none when every item has its app's."""
    return [mark for (mark,) in _marks(app.app, app.flex_mark)]


@planned
def _marks(app: str, mark: int) -> QuerySet[Item, tuple[int | None]]:
    first, *others = (part.values_list("flex_map")[:1] for part in stale_in(app, mark))
    return first.union(*others, all=True)


def needed(app: App, view: View, filtered: Iterable[str]) -> frozenset[str]:
    """The names without which a view, so filtered, would show the wrong items."""
    names = {*filtered, *(names_in(app, view.where) if view.where else ())}
    told = {"kanban": view.by, "calendar": view.starts, "tree": view.parent}
    places = told.get(view.kind)
    return frozenset(names | {places} if places else names)
