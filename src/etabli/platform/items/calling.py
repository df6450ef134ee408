"""Calling all those of a space or of a unit: who may, and how many are told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from etabli.lib.richtext import Doc, mentions
from etabli.platform.access.doors import visible_to
from etabli.platform.items.mentioning import readers_among
from etabli.platform.items.models import Comment, ItemRef
from etabli.platform.items.resolving import units_for
from etabli.platform.people.models import Person, Unit
from etabli.platform.spaces.models import Membership, Rank, Space
from etabli.platform.spaces.standing import may

MANY = 20
"""Calling more people than this at once is confirmed first."""
MOST = 5
"""Spaces and units that one text calls at most; the others are named without being called."""


@dataclass(frozen=True)
class Group:
    """A space or a unit named in a text. ``people``: how many would be told, besides its
    author; ``may``: whether the author may call them.
    """

    kind: str
    pk: int
    uid: str
    name: str
    people: int
    may: bool


def groups_in(doc: Doc, audience_id: int, *, by: Person) -> list[Group]:
    """The spaces and units a text names, as whoever writes it knows them."""
    named = [one for one in mentions(doc) if one.kind in ("space", "unit")]
    uids = [one.uid for one in named]
    return groups_named(uids, audience_id, by=by)[:MOST] if uids else []


def groups_named(uids: Iterable[str], audience_id: int, *, by: Person) -> list[Group]:
    """Spaces and units by their uids, those one may know of."""
    wanted = list(uids)
    spaces = visible_to(Space.objects.select_related("archiving"), by).filter(uid__in=wanted)
    units = units_for(by).filter(uid__in=wanted)
    known: list[Space | Unit] = [*spaces, *units]
    return [_group(one, audience_id, by=by) for one in known]


def calls_of(doc: Doc, audience_id: int, *, by: Person) -> list[list[Any]]:
    """The groups a text really calls, as the log keeps them: kind and id."""
    found = groups_in(doc, audience_id, by=by)
    return [[one.kind, one.pk] for one in found if one.may and one.people]


def groups_called(comment: Comment) -> list[list[Any]]:
    """The groups a comment named when it was last written."""
    refs = ItemRef.objects.filter(comment=comment, kind__in=("space", "unit"))
    return [list(row) for row in refs.values_list("kind", "target")]


def numbered(
    found: Sequence[dict[str, Any]], audience_id: int, *, by: Person
) -> list[dict[str, Any]]:
    """Suggestions of spaces and units that say how many people they call, or that they do not."""
    groups = {
        one.uid: one for one in groups_named([one["uid"] for one in found], audience_id, by=by)
    }
    return [{**one, "hint": _hint(one, groups.get(one["uid"]))} for one in found]


def _hint(suggestion: dict[str, Any], group: Group | None) -> str:
    if group is None or not group.may:
        told = _("named without being called")
    else:
        told = ngettext("calls %(n)s person", "calls %(n)s people", group.people)
        told %= {"n": group.people}
    return f"{suggestion['hint']} · {told}"


def _group(record: Space | Unit, audience_id: int, *, by: Person) -> Group:
    if isinstance(record, Space):
        members = Membership.objects.filter(space=record).values_list("person_id", flat=True)
        kind, people, allowed = "space", set(members), may(by, Rank.ANIMATOR, record)
    else:
        staff = Person.objects.filter(active=True, unit__path__contains=[record.pk])
        kind, people = "unit", set(staff.values_list("pk", flat=True))
        allowed = by.is_admin or (by.unit is not None and record.pk in by.unit.path)
    told = readers_among(audience_id, people) - {by.pk}
    return Group(kind, record.pk, str(record.uid), record.name, len(told), allowed)
