"""The feed of a person, or of a space, in the order of time and nothing else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from django.db.models import Q, QuerySet

from etabli.platform.access.doors import array_of, mine_of, within
from etabli.platform.db.prepared import Slots, planned, prepared
from etabli.platform.items.gathering import gathered
from etabli.platform.items.models import Follow, Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space
from etabli.platform.spaces.standing import ranks_of

PAGE = 10
TOP = datetime(9999, 1, 1, tzinfo=UTC)
"""Later than anything that will have happened."""
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
    wishes = _wishes(person=person.pk)
    followed = {item for item, muted in wishes if not muted}
    found = _around(
        **_asked(person, before),
        spaces=array_of(_spaces(person)),
        followed=array_of(followed),
        muted=array_of(item for item, muted in wishes if muted),
    )
    return _page(found, person, followed)


def feed_in(space: Space, person: Person, *, before: str = "") -> FeedPage:
    """What happened in one space."""
    return _page(_inside(**_asked(person, before), space=space.pk), person, None)


def _spaces(person: Person) -> list[int]:
    direct = ranks_of(person)
    return [*direct, *(pk for (pk,) in _below(spaces=array_of(direct)) if pk not in direct)]


@planned
def _below(spaces: Any) -> QuerySet[Space, tuple[int]]:
    rows = Space.objects.filter(inherits=True, parent__isnull=False, lineage__overlap=spaces)
    return rows.values_list("pk")


@planned
def _wishes(person: Any) -> QuerySet[Follow, tuple[int, bool]]:
    return Follow.objects.filter(person_id=person).values_list("item_id", "muted")


@prepared
def _around(asked: Slots) -> QuerySet[Item]:
    hers = Q(space_id__in_array=asked.spaces) | Q(pk__in_array=asked.followed)
    rows = _published(asked.mine, asked.at, asked.last).filter(hers)
    return rows.exclude(pk__in_array=asked.muted)[: PAGE + 1]


@prepared
def _inside(mine: Any, at: Any, last: Any, space: Any) -> QuerySet[Item]:
    return _published(mine, at, last).filter(space_id=space)[: PAGE + 1]


def _published(mine: Any, at: Any, last: Any) -> QuerySet[Item]:
    """The latest first, those before a mark."""
    rows = Item.objects.filter(
        within("audience_id", mine),
        Q(activity_at__lt=at) | Q(activity_at=at, pk__lt=last),
        published=True,
        trashed_at=None,
        activity_at__lte=at,  # the same again, as an index can be read
    )
    return rows.order_by("-activity_at", "-pk")


def _page(found: list[Item], person: Person, followed: Collection[int] | None) -> FeedPage:
    shown = found[:PAGE]
    entries = tuple(Entry(item, _why(item, person, followed)) for item in gathered(shown))
    return FeedPage(entries, _mark(shown[-1]) if len(found) > PAGE else "")


def _asked(person: Person, before: str) -> dict[str, Any]:
    """Whose feed, and from where on: a mark nobody made starts again from the top."""
    moment, _, pk = before.rpartition("~")
    try:
        at, last = datetime.fromisoformat(moment), int(pk)
    except ValueError:
        at, last = TOP, 0
    return {"mine": mine_of(person), "at": at, "last": last}


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
