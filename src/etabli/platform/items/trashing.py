"""Putting an item in the trash, and back."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from etabli.platform.access.doors import visible_to
from etabli.platform.events.log import Fact, emit
from etabli.platform.events.regularly import regularly
from etabli.platform.items.models import Item
from etabli.platform.items.revising import revise
from etabli.platform.items.rights import demand, hold
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Rank
from etabli.platform.spaces.standing import ranks_of

KEPT_FOR = timedelta(days=30)


def trash(item: Item, *, by: Person) -> None:
    """Take an item out of every list; it can be restored for thirty days.

    Raises Http404 when the person may not.
    """
    hold(item)
    demand("delete", item, by)
    if revise(item, {"trashed_at": timezone.now(), "trashed_by_id": by.pk}, by=by, verb="trashed"):
        emit(Fact("trashed", actor=by, item=item))


def restore(item: Item, *, by: Person) -> None:
    """Put an item back where it was, as it was."""
    hold(item)
    demand("restore", item, by)
    if revise(item, {"trashed_at": None, "trashed_by_id": None}, by=by, verb="restored"):
        emit(Fact("restored", actor=by, item=item))


def in_trash_of(person: Person) -> QuerySet[Item]:
    """The trashed items that concern a person: hers, those she trashed, those of the spaces
    she animates. The latest first.
    """
    animated = [space for space, rank in ranks_of(person).items() if rank >= Rank.ANIMATOR]
    hers = Q(author=person) | Q(trashed_by=person) | Q(space__in=animated)
    trashed = visible_to(Item.objects.filter(trashed_at__isnull=False), person)
    return trashed.filter(hers).select_related("space", "trashed_by").order_by("-trashed_at")


@regularly(seconds=6 * 3600)
def empty_trash() -> int:
    """Remove for good what has been in the trash for thirty days; returns how many items.

    Run as etabli_sys. Their files follow within a day.
    """
    old = Item.objects.filter(trashed_at__lt=timezone.now() - KEPT_FOR)
    count = 0
    for item in old.iterator():
        item.delete()
        count += 1
    return count
