"""What is offered as one types « @ » or « # »."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from etabli.lib.ids import read_uid
from etabli.lib.text import clean_line, sort_key
from etabli.platform.access.doors import visible_to
from etabli.platform.items.calling import numbered
from etabli.platform.items.mentioning import readers_among
from etabli.platform.items.models import Comment, Item
from etabli.platform.items.resolving import units_for
from etabli.platform.items.rights import discussion_audience
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space

PEOPLE = 8
OTHERS = 3
ITEMS = 8
RECENT = 5_000
"""Among as many items, the latest active, titles are searched as one types."""

Suggestion = dict[str, Any]


def people_like(typed: str, person: Person, item: Item | None = None) -> list[Suggestion]:
    """People, then spaces and units, whose name has a word beginning so. With nothing typed,
    those who already take part. Under an item, who does not see it is said so.
    """
    wanted = sort_key(clean_line(typed, 60))
    if not wanted:
        return _told(_taking_part(item, person), item) if item else []
    found = list(_beginning(Person.objects.filter(active=True), wanted)[:PEOPLE])
    groups = [*spaces_like(wanted, person)[:OTHERS], *units_like(wanted, person)[:OTHERS]]
    if item is not None:
        groups = numbered(groups, discussion_audience(item), by=person)
    return [*_told(found, item), *groups]


def spaces_like(typed: str, person: Person) -> list[Suggestion]:
    """Open spaces one may find, whose name has a word beginning so."""
    rows = visible_to(Space.objects.filter(archiving=None), person)
    found = _beginning(rows, sort_key(clean_line(typed, 60)))
    return [_named("space", space, "squares-four", _("Space")) for space in found[:PEOPLE]]


def units_like(typed: str, person: Person) -> list[Suggestion]:
    """Units whose name has a word beginning so."""
    found = _beginning(units_for(person), sort_key(clean_line(typed, 60)))
    return [_named("unit", unit, "tree-structure", _("Unit")) for unit in found[:PEOPLE]]


def items_like(typed: str, person: Person, apps: Sequence[str] = ()) -> list[Suggestion]:
    """Items whose title holds these words, or of this number or address; the latest first.

    ``apps``: those whose items may be chosen; none said is any.
    """
    words = clean_line(typed, 120)
    wanted = Item.objects.filter(trashed_at=None)
    if apps:
        wanted = wanted.filter(app__in=apps)
    seen = visible_to(wanted, person).select_related("space")
    if uid := read_uid(words.rstrip("/").rpartition("/")[2]):
        return [_item(item) for item in seen.filter(uid=uid)]
    recent = seen.order_by("-activity_at")
    if words:
        latest = visible_to(wanted, person)
        among = latest.order_by("-activity_at").values("pk")[:RECENT]
        recent = recent.filter(pk__in=among)
        for word in words.split()[:6]:
            recent = recent.filter(Q(title__icontains=word) | Q(number__istartswith=word))
    return [_item(item) for item in recent[:ITEMS]]


def _beginning(rows: "QuerySet[Any]", wanted: str) -> "QuerySet[Any]":
    begins = Q(sort_key__startswith=wanted) | Q(sort_key__contains=f" {wanted}")
    return rows.filter(begins).order_by("sort_key")


def _taking_part(item: Item, person: Person) -> list[Person]:
    authors = Comment.objects.filter(item=item, deleted_at=None).values("author")
    here = Q(pk__in=authors) | Q(pk__in=[pk for pk in (item.author_id, item.assignee_id) if pk])
    people = Person.objects.filter(here, active=True).exclude(pk=person.pk)
    return list(people.order_by("sort_key")[:PEOPLE])


def _told(people: Iterable[Person], item: Item | None) -> list[Suggestion]:
    found = list(people)
    if item is None:
        return [_person(one, sees=True) for one in found]
    readers = readers_among(discussion_audience(item), [one.pk for one in found])
    return [_person(one, sees=one.pk in readers) for one in found]


def _person(person: Person, *, sees: bool) -> Suggestion:
    where = person.organisation if person.is_guest else person.job
    unseen = _("Does not see this: will not be called")
    return {
        "kind": "person",
        "uid": str(person.uid),
        "label": person.name,
        "hint": where if sees else unseen,
        "text": person.initials,
        "sees": sees,
    }


def _named(kind: str, record: Any, icon: str, hint: str) -> Suggestion:
    uid = str(record.uid)
    return {"kind": kind, "uid": uid, "label": record.name, "hint": hint, "icon": icon}


def _item(item: Item) -> Suggestion:
    hint = " · ".join(word for word in (item.number, item.space.name) if word)
    return {"kind": "item", "uid": str(item.uid), "label": item.title, "hint": hint}
