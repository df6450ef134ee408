"""Who can see: the sentence on every space, composer and item.

Read under the rights of whoever asks: a space she may not know of is « a restricted space ».
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter

from django.db import connection
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from etabli.platform.access.audiences import Principal, key_of
from etabli.platform.access.delegating import standing_in_for
from etabli.platform.access.doors import array_of
from etabli.platform.access.models import Audience, Grant
from etabli.platform.people.models import Person, Unit
from etabli.platform.spaces.models import Membership, Rank, Space

Line = tuple[str, str, str]


@dataclass(frozen=True)
class Circle:
    """``kind``: organisation, space, people, lock, guest or me. ``text``: a few words for a
    label. ``count``: how many people, guests included. ``lines``: (kind, who, what) each.
    """

    kind: str
    text: str
    count: int
    guests: int = 0
    lines: tuple[Line, ...] = field(default=())


@dataclass(frozen=True)
class _Place:
    """A space as the reader may know it: ``name`` is empty when she may not."""

    name: str
    secret: bool
    guests: int


Places = dict[int, _Place]

# The grants of some audiences; what each says of a space, under the rights of whoever asks.
NAMED = """
SELECT a.id, a.key, a.everyone, a.size, g.kind, g.target, g.rank, s.name, s.visibility, CASE
    WHEN g.kind = 'space' AND g.rank <= %s THEN (
        SELECT count(*) FROM spaces_membership m JOIN people_person p ON p.id = m.person_id
        WHERE m.space_id = g.target AND m.rank = %s AND p.active AND p.kind = 'guest')
    ELSE 0 END
FROM access_audience a
JOIN access_grant g ON g.audience_id = a.id
LEFT JOIN spaces_space s ON g.kind = 'space' AND s.id = g.target
WHERE a.id = ANY (%s::bigint[])
ORDER BY a.id, g.id
"""


def circle_of(audience: Audience, *, by: Person) -> Circle:
    """The people of an audience, in words."""
    return circle_within(audience.pk, by=by)


def circle_within(audience: int, *, by: Person) -> Circle:
    """The people of the audience with this id, in words."""
    for known, grants, places in _named([audience]):
        return _circle(known, grants, places, by)
    return _circle(Audience(pk=audience), [], {}, by)


def _circle(audience: Audience, grants: list[Grant], places: Places, by: Person) -> Circle:
    lines = tuple(_line(grant, places, by) for grant in grants)
    if audience.everyone and not any(grant.kind == "organisation" for grant in grants):
        lines = (("organisation", _("The whole house"), _(": everything")), *lines)
    return _summed(audience, grants, places, by, lines)


def circle_labels(audience_ids: Iterable[int], *, by: Person) -> dict[int, Circle]:
    """The people of many audiences, in the few words of a label and without ``lines``."""
    labels = {}
    for audience, grants, places in _named(set(audience_ids)):
        names = [one.name for one in places.values() if one.name]
        lines = tuple(("space", name, "") for name in names[:1])
        labels[audience.pk] = replace(_summed(audience, grants, places, by, lines), lines=())
    return labels


def _summed(
    audience: Audience, grants: list[Grant], places: Places, by: Person, lines: tuple[Line, ...]
) -> Circle:
    guests = sum(place.guests for place in places.values())
    # How many the whole house is needs no counting: it is said in words.
    count = _headcount(audience, guests) if guests or not audience.everyone else 0
    kind = _kind(audience, grants, count, places, by)
    return Circle(kind, _text(kind, lines, count), count, guests, lines)


def _named(ids: Iterable[int]) -> Iterator[tuple[Audience, list[Grant], Places]]:
    with connection.cursor() as cursor:
        cursor.execute(NAMED, [Rank.GUEST, Rank.GUEST, array_of(ids)])
        rows = cursor.fetchall()
    for (pk, key, everyone, size), found in groupby(rows, key=itemgetter(0, 1, 2, 3)):
        grants, places = [], Places()
        for *_audience, kind, target, rank, name, visibility, guests in found:
            grants.append(Grant(kind=kind, target=target, rank=rank))
            if kind == Grant.Kind.SPACE:
                secret = visibility == Space.Visibility.SECRET
                places[target] = _Place(name or "", secret, guests)
        yield Audience(pk=pk, key=key, everyone=everyone, size=size), grants, places


def circle_planned(principals: Iterable[Principal], *, by: Person) -> Circle:
    """The people some principals name, before an audience is made of them."""
    named = list(principals)
    found = Audience.objects.filter(key=key_of(named)).first()
    if found is not None:
        return circle_of(found, by=by)
    grants = [Grant(kind=p.kind, target=p.target, rank=p.rank) for p in named]
    everyone = any(_is_everyone(grant) for grant in grants)
    people = set[int]().union(*(_people(grant) for grant in grants)) if not everyone else set()
    planned = Audience(everyone=everyone, size=len(people))
    return _circle(planned, grants, _places(grants), by)


def _places(grants: list[Grant]) -> Places:
    """What ``_named`` says of spaces, for grants of no audience yet."""
    spaces = {_target(one): one for one in grants if one.kind == Grant.Kind.SPACE}
    guests = Membership.objects.filter(
        space_id__in=spaces, rank=Rank.GUEST, person__active=True, person__kind="guest"
    )
    counted = dict(guests.order_by().values_list("space_id").annotate(n=Count("person")))
    seen = Space.objects.in_bulk(spaces)
    return {
        pk: _Place(
            seen[pk].name if pk in seen else "",
            pk in seen and seen[pk].visibility == Space.Visibility.SECRET,
            counted.get(pk, 0) if (one.rank or 0) <= Rank.GUEST else 0,
        )
        for pk, one in spaces.items()
    }


def _is_everyone(grant: Grant) -> bool:
    if grant.kind == Grant.Kind.ORGANISATION:
        return True
    reading = grant.kind == Grant.Kind.SPACE and (grant.rank or 0) <= Rank.READER
    return reading and Space.objects.filter(pk=_target(grant), visibility="open").exists()


def _people(grant: Grant) -> set[int]:
    if grant.kind == Grant.Kind.PERSON:
        return {_target(grant)}
    if grant.kind == Grant.Kind.MANAGER_OF:
        managed = Person.objects.filter(pk=_target(grant), manager__active=True)
        managers = set(managed.values_list("manager_id", flat=True))
        return managers | standing_in_for(managers)
    if grant.kind == Grant.Kind.ACTING_FOR:
        return standing_in_for([_target(grant)])
    if grant.kind == Grant.Kind.UNIT:
        return set(
            Person.objects.filter(active=True, unit__path__contains=[grant.target]).values_list(
                "pk", flat=True
            )
        )
    lineage = Space.objects.filter(pk=_target(grant)).values_list("lineage", flat=True).first()
    members = Membership.objects.filter(
        space_id__in=lineage or [], rank__gte=grant.rank or 0, person__active=True
    )
    return set(members.values_list("person_id", flat=True))


def _kind(audience: Audience, grants: list[Grant], count: int, places: Places, by: Person) -> str:
    if any(place.guests for place in places.values()):
        return "guest"
    if audience.everyone:
        return "organisation"
    if count == 1 and [grant.target for grant in grants if grant.kind == "person"] == [by.pk]:
        return "me"
    if not places:
        return "lock"
    return "lock" if any(place.secret for place in places.values()) else "space"


def _text(kind: str, lines: tuple[Line, ...], count: int) -> str:
    if kind == "organisation":
        return _("The whole house")
    if kind == "me":
        return _("You alone")
    name = next((line[1] for line in lines if line[0] == "space"), "")
    people = ngettext("%(count)s person", "%(count)s people", count) % {"count": count}
    return f"{name} · {count}" if name else people


def _headcount(audience: Audience, guests: int) -> int:
    if not audience.everyone:
        return audience.size
    staff = Person.objects.filter(active=True, kind=Person.Kind.PERSON).count()
    return staff + guests


def _line(grant: Grant, places: Places, by: Person) -> Line:
    if grant.kind == "organisation":
        return ("organisation", _("The whole house"), _(": everything"))
    if grant.kind == "space":
        name = places[_target(grant)].name or _("A restricted space")
        return ("space", name, _rank_words(grant))
    if grant.kind == "unit":
        unit = Unit.objects.filter(pk=_target(grant)).first()
        return ("people", unit.name if unit else _("A unit"), _(": everything"))
    person = Person.objects.filter(pk=_target(grant)).first()
    name = person.name if person else _("Somebody")
    if grant.kind == "manager_of":
        manager = person.manager if person else None
        named = manager.name if manager else _("nobody yet")
        return ("people", _("The manager of %(name)s") % {"name": name}, f" ({named})")
    if grant.kind == "acting_for":
        return ("people", _("Whoever decides for %(name)s while away") % {"name": name}, "")
    return ("me" if grant.target == by.pk else "people", name, _(": everything"))


def _rank_words(grant: Grant) -> str:
    words = {
        Rank.GUEST: _(": everything, guests included"),
        Rank.READER: _(": everything, but not its guests"),
        Rank.MEMBER: _(": members"),
        Rank.ANIMATOR: _(": animators"),
        Rank.OWNER: _(": owners"),
    }
    return words[Rank(grant.rank or Rank.READER)]


def _target(grant: Grant) -> int:
    """Whom or what a grant names; 0, which is nobody, for the whole house."""
    return grant.target or 0
