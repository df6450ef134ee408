"""Who can see: the sentence on every space, composer and item.

Read under the rights of whoever asks: a space she may not know of is « a restricted space ».
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from etabli.platform.access.audiences import Principal, key_of
from etabli.platform.access.delegating import standing_in_for
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


def circle_of(audience: Audience, *, by: Person) -> Circle:
    """The people of an audience, in words."""
    return _circle(audience, list(audience.grants.all()), by)


def _circle(audience: Audience, grants: list[Grant], by: Person) -> Circle:
    guests = _guests(grants)
    count = _headcount(audience, guests)
    lines = tuple(_line(grant, by) for grant in grants)
    if audience.everyone and not any(grant.kind == "organisation" for grant in grants):
        lines = (("organisation", _("The whole house"), _(": everything")), *lines)
    kind = _kind(audience, grants, guests, count, by)
    return Circle(kind, _text(kind, lines, count), count, guests, lines)


def circle_labels(audience_ids: Iterable[int], *, by: Person) -> dict[int, Circle]:
    """The people of many audiences, in the few words of a label and without ``lines``."""
    audiences = Audience.objects.prefetch_related("grants").in_bulk(set(audience_ids))
    grants = {pk: list(audience.grants.all()) for pk, audience in audiences.items()}
    named = {_target(one) for some in grants.values() for one in some if one.kind == "space"}
    spaces, guests = Space.objects.in_bulk(named), _guests_by_space(named)
    labels = {}
    for pk, audience in audiences.items():
        places = [one for one in grants[pk] if one.kind == "space"]
        let_in = [_target(one) for one in places if (one.rank or 0) <= Rank.GUEST]
        there = sum(guests.get(space, 0) for space in let_in)
        count = _headcount(audience, there) if there or not audience.everyone else 0
        secret = any(_secret(spaces.get(_target(one))) for one in places)
        kind = _kind(audience, grants[pk], there, count, by, secret)
        names = [spaces[_target(one)].name for one in places if _target(one) in spaces]
        lines = tuple(("space", name, "") for name in names[:1])
        labels[pk] = Circle(kind, _text(kind, lines, count), count, there)
    return labels


def _guests_by_space(ids: Iterable[int]) -> dict[int, int]:
    guests = Membership.objects.filter(
        space_id__in=ids, rank=Rank.GUEST, person__active=True, person__kind="guest"
    )
    counted = guests.order_by().values_list("space_id").annotate(n=Count("person", distinct=True))
    return dict(counted)


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
    return _circle(planned, grants, by)


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


def _kind(
    audience: Audience,
    grants: list[Grant],
    guests: int,
    count: int,
    by: Person,
    secret: bool | None = None,
) -> str:
    if guests:
        return "guest"
    if audience.everyone:
        return "organisation"
    if count == 1 and [grant.target for grant in grants if grant.kind == "person"] == [by.pk]:
        return "me"
    spaces = [grant for grant in grants if grant.kind == "space"]
    if not spaces:
        return "lock"
    return "lock" if (_is_secret(spaces) if secret is None else secret) else "space"


def _secret(space: Space | None) -> bool:
    return space is not None and space.visibility == Space.Visibility.SECRET


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


def _guests(grants: list[Grant]) -> int:
    ids = [_target(g) for g in grants if g.kind == "space" and (g.rank or 0) <= Rank.GUEST]
    if not ids:
        return 0
    found: int = Membership.objects.filter(
        space_id__in=ids, rank=Rank.GUEST, person__active=True
    ).aggregate(n=Count("person", distinct=True, filter=Q(person__kind="guest")))["n"]
    return found


def _is_secret(grants: list[Grant]) -> bool:
    ids = [_target(grant) for grant in grants]
    return Space.objects.filter(pk__in=ids, visibility=Space.Visibility.SECRET).exists()


def _line(grant: Grant, by: Person) -> Line:
    if grant.kind == "organisation":
        return ("organisation", _("The whole house"), _(": everything"))
    if grant.kind == "space":
        return ("space", _space_name(grant), _rank_words(grant))
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


def _space_name(grant: Grant) -> str:
    space = Space.objects.filter(pk=_target(grant)).first()
    return space.name if space else _("A restricted space")


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
