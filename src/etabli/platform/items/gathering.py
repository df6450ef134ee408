"""The people and the spaces of some items, found once for all of them.

Joined to the items they would be planned under row-level security with each of them, which takes
the database longer than reading the rows.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from etabli.platform.access.doors import array_of
from etabli.platform.db.prepared import planned
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space


def gathered(items: Iterable[Item]) -> list[Item]:
    """These items with ``space``, its ``archiving``, ``author`` and ``assignee`` at hand.

    Those whose space or author the reader may not see are left out, as a join would.
    """
    rows = list(items)
    people = people_by_id({pk for one in rows for pk in (one.author_id, one.assignee_id) if pk})
    spaces = {one.pk: one for one in _spaces(ids=array_of({one.space_id for one in rows}))}
    kept = [one for one in rows if one.author_id in people and one.space_id in spaces]
    for one in kept:
        one.author = people[one.author_id]
        one.space = spaces[one.space_id]
        if one.assignee_id:
            one._state.fields_cache["assignee"] = people.get(one.assignee_id)
    return kept


def people_by_id(ids: Iterable[int]) -> dict[int, Person]:
    """Those of these people whom the reader may see."""
    return {one.pk: one for one in _people(ids=array_of(ids))}


@planned
def _people(ids: Any) -> QuerySet[Person]:
    return Person.objects.filter(pk__in_array=ids).order_by()


@planned
def _spaces(ids: Any) -> QuerySet[Space]:
    return Space.objects.filter(pk__in_array=ids).select_related("archiving").order_by()
