"""The feed of a person, or of a space, in the order of time and nothing else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Q, QuerySet

from etabli.platform.access.doors import visible_to
from etabli.platform.items.models import Follow, Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space
from etabli.platform.spaces.standing import ranks_of

PAGE = 10
Why = Literal["member", "followed", "yours", "assigned", "here"]


@dataclass(frozen=True)
class Entry:
    """An item in a feed, and why it is there: ``here`` is where she is looking."""

    item: Item
    why: Why


@dataclass(frozen=True)
class FeedPage:
    """Some entries, and the mark to ask for those before; '' when there are none."""

    entries: tuple[Entry, ...]
    older: str


def feed_of(person: Person, *, before: str = "") -> FeedPage:
    """What happened in a person's spaces, and to what she follows elsewhere."""
    wishes = list(Follow.objects.filter(person=person).values_list("item_id", "muted"))
    followed = {item for item, muted in wishes if not muted}
    mine = Q(space_id__in=_spaces(person)) | Q(pk__in=followed)
    rows = _published(person).filter(mine).exclude(pk__in=[item for item, muted in wishes if muted])
    return _page(rows, person, followed, before)


def feed_in(space: Space, person: Person, *, before: str = "") -> FeedPage:
    """What happened in one space."""
    return _page(_published(person).filter(space=space), person, None, before)


def _spaces(person: Person) -> list[int]:
    direct = ranks_of(person)
    below = Space.objects.filter(inherits=True, parent__isnull=False).values_list("pk", "lineage")
    return [*direct, *(pk for pk, lineage in below if any(at in direct for at in lineage))]


def _published(person: Person) -> QuerySet[Item]:
    rows = Item.objects.filter(published=True, trashed_at=None)
    return visible_to(rows, person).select_related("space__archiving", "author", "assignee")


def _page(
    rows: QuerySet[Item], person: Person, followed: Collection[int] | None, before: str
) -> FeedPage:
    found = list(_older(rows, before).order_by("-activity_at", "-pk")[: PAGE + 1])
    shown = found[:PAGE]
    entries = tuple(Entry(item, _why(item, person, followed)) for item in shown)
    older = _mark(shown[-1]) if len(found) > PAGE else ""
    return FeedPage(entries, older)


def _older(rows: QuerySet[Item], before: str) -> QuerySet[Item]:
    """Continue after a mark; a mark nobody made starts again from the top."""
    moment, _, pk = before.rpartition("~")
    try:
        at, last = datetime.fromisoformat(moment), int(pk)
    except ValueError:
        return rows
    return rows.filter(Q(activity_at__lt=at) | Q(activity_at=at, pk__lt=last))


def _mark(item: Item) -> str:
    return f"{item.activity_at.isoformat()}~{item.pk}"


def _why(item: Item, person: Person, followed: Collection[int] | None) -> Why:
    if item.author_id == person.pk:
        return "yours"
    if item.assignee_id == person.pk:
        return "assigned"
    if followed is None:
        return "here"
    return "member" if item.space_id in ranks_of(person) or item.pk not in followed else "followed"
