"""The notices of one person, bundled by what they are about, under her rights of the moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from etabli.platform.access.doors import array_of, mine_of, within
from etabli.platform.db.prepared import planned
from etabli.platform.items.models import Comment, Follow, Item
from etabli.platform.notices.models import Kind, Notice
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space

PAGE = 30
FORMER = 8
"""Notices of a bundle that are shown once all are read."""
MOST = 1200


Groups = Any
"""Notices grouped by what they are about, which the types of Django cannot say."""


@dataclass(frozen=True)
class Bundle:
    """What one should know of one item, or of one space: its notices, the latest first."""

    notices: Sequence[Notice]
    muted: bool = False

    @property
    def item(self) -> Item | None:
        return self.notices[0].item

    @property
    def space(self) -> Space:
        """The space it is about, or in."""
        first = self.notices[0]
        found = first.item.space if first.item else first.space
        assert found is not None
        return found

    @property
    def at(self) -> datetime:
        return self.notices[0].at

    @property
    def unread(self) -> bool:
        return any(notice.read_at is None for notice in self.notices)

    @property
    def for_you(self) -> bool:
        return any(notice.kind == Kind.YOU for notice in self.notices)

    @cached_property
    def url(self) -> str:
        """The place: the first message not read yet, else the item or the space."""
        if self.item is None:
            asked = self.notices[0].verb == "join_asked"
            return f"/espaces/{self.space.uid}/{'membres/' if asked else ''}"
        said = [one.comment for one in self.notices if one.comment and one.read_at is None]
        return f"/commentaires/{said[-1].uid}/" if said else f"/fiches/{self.item.uid}/"

    @property
    def acts(self) -> str:
        """Where one says what one wants to do with it."""
        folder = "fiches" if self.item else "espaces"
        return f"/avis/{folder}/{self.item.uid if self.item else self.space.uid}/"


@dataclass(frozen=True)
class Inbox:
    """A page of bundles; ``older``: the mark to ask for those before, '' when there are none."""

    bundles: Sequence[Bundle]
    older: str


def inbox_of(person: Person, *, only: str = "", before: str = "") -> Inbox:
    """The bundles of a person, the latest first. ``only``: ``you`` or ``unread``."""
    rows = notices_for(person)
    if only == "you":
        rows = rows.filter(kind=Kind.YOU)
    if only == "unread":
        rows = rows.filter(read_at=None)
    groups: Groups = rows.values("item_id", "space_id").annotate(latest=Max("at"), last=Max("pk"))
    found = list(_older(groups, before).order_by("-latest", "-last")[: PAGE + 1])
    shown = found[:PAGE]
    older = f"{shown[-1]['latest'].isoformat()}~{shown[-1]['last']}" if found[PAGE:] else ""
    keys = [(group["item_id"], group["space_id"]) for group in shown]
    return Inbox(_bundles(rows, keys, person), older)


def notices_for(person: Person) -> QuerySet[Notice]:
    """The notices a person may still read: what she sees no more has taken its own away."""
    return _readable(person.pk, mine_of(person))


def _readable(person: Any, mine: Any) -> QuerySet[Notice]:
    seen = within("item__audience_id", mine) & within("item__space__audience_id", mine)
    item = Q(item=None) | seen & Q(item__trashed_at=None)
    said = Q(comment=None) | within("comment__audience_id", mine) & Q(comment__deleted_at=None)
    space = Q(space=None) | within("space__audience_id", mine)
    return Notice.objects.filter(item, said, space, person_id=person)


def bundles_of(notices: Iterable[Notice], person: Person) -> list[Bundle]:
    """Notices put together by what they are about, in the order in which they come."""
    grouped: dict[tuple[int | None, int | None], list[Notice]] = {}
    for notice in notices:
        grouped.setdefault((notice.item_id, notice.space_id), []).append(notice)
    items = [item for item, _space in grouped if item]
    muted = Follow.objects.filter(person=person, muted=True, item__in=items)
    silent = set(muted.values_list("item_id", flat=True))
    return [Bundle(_shown(found), key[0] in silent) for key, found in grouped.items()]


def counts_of(person: Person, item: UUID | None = None) -> tuple[int, int]:
    """How many unread bundles are for a person, and how many unread notices of one item."""
    unread = _unread(person=person.pk, item=item)
    if not unread:
        return 0, 0
    mine = mine_of(person)
    items = dict(_items(ids=array_of({about for _, about, _, _ in unread if about}), mine=mine))
    comments = dict(_comments(ids=array_of({said for _, _, said, _ in unread if said}), mine=mine))
    spaces = dict(_spaces(ids=array_of({space for _, _, _, space in unread if space}), mine=mine))
    kept = [
        (kind, about, space)
        for kind, about, said, space in unread
        if (not about or about in items)
        and (not said or said in comments)
        and (not space or space in spaces)
    ]
    for_her = {(about, space) for kind, about, space in kept if kind == Kind.YOU}
    return len(for_her), sum(items.get(about) == item for _, about, _ in kept if item and about)


Unread = tuple[str, int | None, int | None, int | None]


@planned
def _unread(person: Any, item: Any) -> QuerySet[Notice, Unread]:
    here = Item.objects.filter(uid=item).values("pk")
    rows = Notice.objects.filter(Q(kind=Kind.YOU) | Q(item_id__in=here), person_id=person)
    rows = rows.filter(read_at=None).order_by("-pk")
    return rows.values_list("kind", "item_id", "comment_id", "space_id")[:MOST]


@planned
def _items(ids: Any, mine: Any) -> QuerySet[Item, tuple[int, UUID]]:
    seen = within("audience_id", mine) & within("space__audience_id", mine)
    return Item.objects.filter(seen, pk__in_array=ids, trashed_at=None).values_list("pk", "uid")


@planned
def _comments(ids: Any, mine: Any) -> QuerySet[Comment, tuple[int, UUID]]:
    rows = Comment.objects.filter(within("audience_id", mine), pk__in_array=ids, deleted_at=None)
    return rows.values_list("pk", "uid")


@planned
def _spaces(ids: Any, mine: Any) -> QuerySet[Space, tuple[int, UUID]]:
    rows = Space.objects.filter(within("audience_id", mine), pk__in_array=ids)
    return rows.values_list("pk", "uid")


def _older(groups: Groups, before: str) -> Groups:
    """Continue after a mark; a mark nobody made starts again from the top."""
    moment, _, pk = before.rpartition("~")
    try:
        at, last = datetime.fromisoformat(moment), int(pk)
    except ValueError:
        return groups
    return groups.filter(Q(latest__lt=at) | Q(latest=at, last__lt=last))


def _bundles(
    rows: QuerySet[Notice], keys: Sequence[tuple[int | None, int | None]], person: Person
) -> list[Bundle]:
    items = [item for item, _space in keys if item]
    spaces = [space for _item, space in keys if space]
    wanted = rows.filter(Q(item__in=items) | Q(space__in=spaces))
    related = wanted.select_related("actor", "item__space", "comment", "space")
    made = bundles_of(related.order_by("-at", "-pk")[:MOST], person)
    by_key = {(one.notices[0].item_id, one.notices[0].space_id): one for one in made}
    return [by_key[key] for key in keys if key in by_key]


def _shown(notices: Sequence[Notice]) -> Sequence[Notice]:
    """Those not read; the latest ones when all are."""
    fresh = [notice for notice in notices if notice.read_at is None]
    return fresh or notices[:FORMER]
