"""Whom a person may see: the first wall. Row-level security holds the same line under it."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from etabli.lib.text import fold
from etabli.platform.people.models import Person, Unit
from etabli.platform.spaces.models import Membership, Rank, Space
from etabli.platform.spaces.standing import ranks_of

SHOWN = (Person.Kind.PERSON, Person.Kind.GUEST)
"""Bots and links are not people one looks up."""


def people_seen_by(person: Person) -> QuerySet[Person]:
    """Everybody for members; for guests, those of their spaces who are not guests themselves."""
    people = Person.objects.filter(kind__in=SHOWN)
    if person.kind == Person.Kind.PERSON and person.active:
        return people
    lineages = Space.objects.filter(pk__in=list(ranks_of(person))).values_list("lineage", flat=True)
    ids = {space_id for lineage in lineages for space_id in lineage}
    companions = Membership.objects.filter(space_id__in=ids, rank__gt=Rank.GUEST)
    return people.filter(Q(pk=person.pk) | Q(pk__in=companions.values("person_id")))


def person_seen_by(person: Person, uid: UUID) -> Person:
    """Somebody by public id. Raises Http404 alike for nobody and for somebody one may not see."""
    found = people_seen_by(person).select_related("unit", "manager").filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def searched(people: QuerySet[Person], asked: str, *, by: Person) -> QuerySet[Person]:
    """The people whose name, job, organisation or unit holds every word asked.

    Guests are not told units: these find nobody for them.
    """
    words = fold(asked).split()[:8]
    if not words:
        return people
    known = Unit.objects.all() if by.kind == Person.Kind.PERSON else Unit.objects.none()
    units = [(unit.pk, fold(unit.name)) for unit in known]
    for word in words:
        named = [pk for pk, name in units if word in name]
        people = people.filter(Q(folded__contains=word) | Q(unit_id__in=named))
    return people


def shared_spaces(person: Person, other: Person) -> list[Space]:
    """The spaces that both are in."""
    hers = Membership.objects.filter(person=other, space_id__in=list(ranks_of(person)))
    return list(
        Space.objects.filter(pk__in=hers.values("space_id"), archiving=None).order_by("sort_key")
    )
