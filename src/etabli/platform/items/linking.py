"""Links between items: made by hand, kept from where something came, or read backwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_noop

from etabli.lib.sentences import SaidError
from etabli.platform.access.doors import audiences_of, mine_of, visible_to, within
from etabli.platform.db.prepared import planned
from etabli.platform.events.log import Fact, emit
from etabli.platform.items.models import Comment, Item, ItemRef
from etabli.platform.items.rights import can, demand
from etabli.platform.people.models import Person

LINK = "@link"
SOURCE = "@source"
MOST = 100


@dataclass(frozen=True)
class Linked:
    """An item tied to another. ``why``: ``link`` (by hand, either way), ``source`` (this one
    was made from it), ``made`` (it was made from this one) or ``mention`` (it points here).
    ``removable``: a link by hand, which can be undone from here.
    """

    item: Item
    why: str
    removable: bool = False


@dataclass(frozen=True)
class Backlinks:
    """What an item is tied to, for one person; ``may_link``: she may tie it to more."""

    item: Item
    links: Sequence[Linked]
    may_link: bool
    refusal: str = ""


def link(item: Item, other: Item, *, by: Person) -> None:
    """Tie an item to another that the person sees too. Twice is once.

    Raises SaidError when an item is tied to itself or to too many, Http404 when she may not.
    """
    demand("link", item, by)
    if other.audience_id not in audiences_of(by) or other.trashed:
        raise Http404
    if other.pk == item.pk:
        raise SaidError(gettext_noop("This is the same thing: choose another one."))
    if item.refs.filter(field=LINK).count() >= MOST:
        raise SaidError(gettext_noop("That is already a hundred links: remove some first."))
    if _between(item, other).exists():
        return
    _keep(item, LINK, other)
    emit(Fact("linked", actor=by, item=item, payload={"other": other.pk}))


def unlink(item: Item, other: Item, *, by: Person) -> None:
    """Untie two items, whichever of them the link was made from."""
    demand("link", item, by)
    if _between(item, other).delete()[0]:
        emit(Fact("unlinked", actor=by, item=item, payload={"other": other.pk}))


def keep_source(item: Item, source: Item | Comment, *, by: Person, line: str = "") -> None:
    """Remember what a new item was made from. Only called by what makes the item.

    ``line``: the line of the source it was made from, as its app calls it.
    Raises Http404 when the person does not see the source.
    """
    origin = source.item if isinstance(source, Comment) else source
    if source.audience_id not in audiences_of(by):
        raise Http404
    comment = source if isinstance(source, Comment) else None
    _keep(item, SOURCE, origin, line)
    payload = {"made": item.pk, "comment": comment.pk if comment else None}
    emit(Fact("turned", actor=by, item=origin, audience_id=source.audience_id, payload=payload))


def made_of_lines(item: Item, person: Person) -> dict[str, list[Item]]:
    """What was made from lines of an item, by line, as far as a person may know."""
    rows = ItemRef.objects.filter(kind=ItemRef.Kind.ITEM, field=SOURCE, target=item.pk)
    lines = dict(visible_to(rows.exclude(text=""), person).values_list("item_id", "text"))
    made = visible_to(Item.objects.filter(pk__in=lines, trashed_at=None), person)
    found: dict[str, list[Item]] = {}
    for one in made.select_related("assignee").order_by("pk"):
        found.setdefault(lines[one.pk], []).append(one)
    return found


def backlinks_of(item: Item, person: Person, refusal: str = "") -> Backlinks:
    """What an item is tied to, both ways, as far as a person may know: two queries."""
    return Backlinks(item, _links(item, person), can("link", item, person), refusal)


def _links(item: Item, person: Person) -> list[Linked]:
    reasons: dict[int, str] = {}
    rows = _pointing(tuple(_places()), item=item.pk, mine=mine_of(person))
    for field, other, holder in rows:
        if other is None:
            continue
        why = _why(field, ahead=holder == item.pk)
        if other != item.pk and WEIGHT[why] < WEIGHT[reasons.get(other, "none")]:
            reasons[other] = why
    if not reasons:
        return []
    found = visible_to(Item.objects.filter(pk__in=list(reasons)[:MOST]), person)
    others = found.filter(trashed_at=None).select_related("space").order_by("-activity_at")
    return sorted(
        (Linked(other, reasons[other.pk], reasons[other.pk] == "link") for other in others),
        key=lambda linked: WEIGHT[linked.why],
    )


@planned
def _pointing(
    places: tuple[tuple[str, str], ...], item: Any, mine: Any
) -> QuerySet[ItemRef, tuple[str, int | None, int]]:
    kept = ItemRef.objects.filter(kind=ItemRef.Kind.ITEM)
    ahead = kept.filter(item_id=item, field__in=(LINK, SOURCE))
    back = kept.filter(within("audience_id", mine), target=item)
    for app, field in places:
        back = back.exclude(item__app=app, field=field)
    return ahead.values_list("field", "target", "item_id").union(
        back.values_list("field", "item_id", "item_id"), all=True
    )


Places = Callable[[], Sequence[tuple[str, str]]]
_asked: list[Places] = []


def placed_by(places: Places) -> None:
    """Let a function say which fields, of which apps, only say what an item stands under: the
    page of the other shows it in its own way.
    """
    _asked[:] = [places]


def _places() -> Sequence[tuple[str, str]]:
    return _asked[0]() if _asked else ()


WEIGHT = {"source": 0, "made": 1, "link": 2, "mention": 3, "none": 9}


def _why(field: str, *, ahead: bool) -> str:
    if field == SOURCE:
        return "source" if ahead else "made"
    return "link" if field == LINK else "mention"


def _between(item: Item, other: Item) -> QuerySet[ItemRef]:
    links = ItemRef.objects.filter(field=LINK, kind=ItemRef.Kind.ITEM)
    there = links.filter(item=item, target=other.pk)
    return there | links.filter(item=other, target=item.pk)


def _keep(item: Item, field: str, other: Item, line: str = "") -> None:
    ItemRef.objects.get_or_create(
        item=item,
        field=field,
        kind=ItemRef.Kind.ITEM,
        target=other.pk,
        defaults={"audience_id": item.audience_id, "text": line},
    )
