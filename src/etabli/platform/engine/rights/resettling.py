"""The audiences of a space's items, when who is in the space, or named there, changes.

A few moments after somebody left, her own items are hers again in her own name. Until then
she sees less than she may, never more.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q, QuerySet

from etabli.platform.engine.registry import apps
from etabli.platform.engine.rights.granting import audience_for
from etabli.platform.engine.writing.envelope import give_audiences
from etabli.platform.events.later import later
from etabli.platform.events.models import Event
from etabli.platform.items.models import Item, ItemRef
from etabli.platform.spaces.models import Space
from etabli.platform.spaces.standing import ranks_among

WHO_MAY = {"visibility", "parent", "inherits"}


@later("joined", "left")
def somebody_came_or_left(event: Event) -> None:
    """Look again at what names this person in the space, and in those that inherit from it."""
    named = ItemRef.objects.filter(kind=ItemRef.Kind.PERSON, target=event.person_id)
    hers = Q(author=event.person_id) | Q(assignee=event.person_id)
    resettle(_items_of(event).filter(hers | Q(pk__in=named.values("item_id"))))


@later("space_changed")
def a_space_changed(event: Event) -> None:
    """Look again at all its items when who reads it is no longer said in the same way."""
    if WHO_MAY & set(event.payload.get("changed", [])):
        resettle(_items_of(event))


@later("asks_answered", "apps_switched")
def the_house_answered(event: Event) -> None:
    """Look again at all the items of an app in a space when whom it names there changed."""
    for uid in [event.payload.get("app"), *event.payload.get("off", {})]:
        app = apps().get(uid or "")
        items = Item.objects.filter(space=event.space_id, app=uid)
        if app is not None and app.asks:
            for item in items.select_related("space", "author").iterator(chunk_size=500):
                give_audiences(app, item)


def resettle(items: QuerySet[Item]) -> None:
    """Give items the audience that their app asks for, where it is another one."""
    for space in Space.objects.filter(pk__in=items.order_by().values("space_id")):
        inside = items.filter(space=space).select_related("author").order_by("pk")
        ranks = ranks_among(_people(inside), space)
        for item in inside.iterator(chunk_size=500):
            app = apps().get(item.app)
            if app is not None:
                item.space = space
                _move(item, audience_for(app, item, ranks).pk)


def _items_of(event: Event) -> QuerySet[Item]:
    return Item.objects.filter(space__lineage__contains=[event.space_id])


def _people(items: QuerySet[Item]) -> Iterable[int]:
    """Everybody these items may name."""
    pairs = items.order_by().values_list("author_id", "assignee_id").distinct()
    refs = ItemRef.objects.filter(kind=ItemRef.Kind.PERSON, item__in=items.order_by().values("pk"))
    named = refs.order_by().values_list("target", flat=True).distinct()
    return {pk for pair in pairs for pk in pair if pk} | {pk for pk in named if pk}


def _move(item: Item, audience: int) -> None:
    if audience != item.audience_id:
        with connection.cursor() as cursor:
            cursor.execute("SELECT items_set_audience(%s, %s)", [item.pk, audience])
