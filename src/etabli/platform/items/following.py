"""Wanting to know what becomes of an item, or no longer."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q, QuerySet
from django.http import Http404

from etabli.platform.access.doors import audiences_of
from etabli.platform.db.prepared import planned
from etabli.platform.events.log import Fact, emit, on
from etabli.platform.items.faces import face_of
from etabli.platform.items.mentioning import readers_among
from etabli.platform.items.models import Follow, Item
from etabli.platform.items.rights import can, demand
from etabli.platform.people.models import Person
from etabli.ui.shell import Face

Because = Literal["author", "assignee", "commenter", "mentioned"]
Wish = Literal["follow", "mute", "none"]

_unasked: list[Callable[[Item], Collection[str]]] = []


def followed_unasked_by(reasons: Callable[[Item], Collection[str]]) -> None:
    """Let a function say which people follow an item without asking: their ``Because``."""
    _unasked[:] = [reasons]


def follow(item: Item, wish: Wish, *, by: Person) -> None:
    """Follow an item, hear no more of it whatever happens (``mute``), or neither (``none``:
    commenting it will make one follow it again).
    """
    if wish == "follow":
        demand("follow", item, by)
    else:
        _demand_sight(item, by)
    if wish == "none":
        changed = Follow.objects.filter(item=item, person=by).delete()[0] > 0
    else:
        changed = _set(item, by, muted=wish == "mute")
    if changed:
        verbs = {"follow": "followed", "mute": "muted", "none": "unfollowed"}
        emit(Fact(verbs[wish], actor=by, item=item))


def follow_unasked(item: Item, people: Iterable[int], *, because: Because) -> None:
    """Make people follow an item for a reason its app has said. Who muted it stays muted."""
    if _unasked and because not in _unasked[0](item):
        return
    readers = readers_among(item.audience_id, people)
    Follow.objects.bulk_create(
        (Follow(item=item, person_id=pk, audience_id=item.audience_id) for pk in readers),
        ignore_conflicts=True,
    )


def wish_of(item: Item, person: Person) -> Wish:
    """What a person wants to hear of an item."""
    for (muted,) in _wish(item=item.pk, person=person.pk):
        return "mute" if muted else "follow"
    return "none"


@planned
def _wish(item: Any, person: Any) -> QuerySet[Follow, tuple[bool]]:
    return Follow.objects.filter(item_id=item, person_id=person).values_list("muted")


@planned
def _others(item: Any, person: Any) -> QuerySet[Person]:
    following = Follow.objects.filter(item_id=item, muted=False).values("person")
    return Person.objects.filter(~Q(pk=person), pk__in=following, active=True)


@dataclass(frozen=True)
class Following:
    """Who follows an item besides a person, and what she wants to hear of it."""

    item: Item
    others: Sequence[Face]
    wish: Wish
    may_follow: bool


def following_of(item: Item, person: Person) -> Following:
    """Who follows an item, as far as a person may see them."""
    others = _others(item=item.pk, person=person.pk)
    may = can("follow", item, person)
    return Following(item, [*map(face_of, others)], wish_of(item, person), may)


@on("created", "assigned")
def follow_what_is_yours(fact: Fact) -> None:
    """Who makes something, and who is given it to do, follow it."""
    if fact.verb == "created":
        follow_unasked(fact.item, [fact.item.author_id], because="author")
    if fact.item.assignee_id:
        follow_unasked(fact.item, [fact.item.assignee_id], because="assignee")


def _demand_sight(item: Item, person: Person) -> None:
    """Whoever hears of an item may ask to hear no more, also where its app has no followers."""
    if item.audience_id not in audiences_of(person):
        raise Http404


def _set(item: Item, person: Person, *, muted: bool) -> bool:
    found, made = Follow.objects.get_or_create(
        item=item, person=person, defaults={"muted": muted, "audience_id": item.audience_id}
    )
    if made or found.muted == muted:
        return made
    found.muted = muted
    found.save(update_fields=["muted"])
    return True
