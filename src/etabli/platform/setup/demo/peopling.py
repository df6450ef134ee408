"""Brings the people of Montreval in: by as many statements whatever their number."""

from collections.abc import Iterable, Mapping

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from etabli.lib.text import fold, sort_key
from etabli.platform.people.models import Account, Person, Unit
from etabli.platform.profiles.fields import BY_NAME
from etabli.platform.profiles.models import Detail
from etabli.platform.profiles.saying import cleaned_values
from etabli.platform.setup.demo.montreval import PersonLine
from etabli.platform.setup.demo.passwords import demo_password
from etabli.platform.setup.demo.townspeople import EVERYBODY, joined

SAID = ("phone", "site", "bio", "skills", "languages")


def bring_people(units: Mapping[str, Unit]) -> dict[str, Person]:
    """Everybody of the town by key; who is there already is left as she is."""
    origins = {f"demo:{line.key}": line for line in EVERYBODY}
    found = Person.objects.filter(origin__in=list(origins))
    people = {origins[str(one.origin)].key: one for one in found}
    missing = [line for line in EVERYBODY if line.key not in people]
    for rank in _ranks(missing, people):
        new = [_person(line, units, people) for line in rank]
        people |= dict(
            zip([line.key for line in rank], Person.objects.bulk_create(new), strict=True)
        )
    Detail.objects.bulk_create(
        detail for line in missing for detail in _details(line, people[line.key])
    )
    Account.objects.bulk_create(_account(line, people[line.key]) for line in missing)
    return people


def _ranks(lines: Iterable[PersonLine], known: Iterable[str]) -> Iterable[list[PersonLine]]:
    """Those whose manager is known, then those who report to them, and so on."""
    there, left = set(known), list(lines)
    while left:
        rank = [line for line in left if not line.manager or line.manager in there]
        assert rank, "somebody's manager is not of the town"
        yield rank
        there |= {line.key for line in rank}
        left = [line for line in left if line not in rank]


def _person(line: PersonLine, units: Mapping[str, Unit], known: Mapping[str, Person]) -> Person:
    return Person(
        origin=f"demo:{line.key}",
        kind=Person.Kind.GUEST if line.organisation else Person.Kind.PERSON,
        name=line.name,
        sort_key=sort_key(line.name),
        job=line.job,
        organisation=line.organisation,
        role=line.role or Person.Role.MEMBER,
        unit=units.get(line.unit),
        manager=known.get(line.manager),
        hue=line.hue,
        joined_at=joined(line, timezone.now()),
    )


def _details(line: PersonLine, person: Person) -> Iterable[Detail]:
    for name in SAID:
        said = BY_NAME[name]
        for place, value in enumerate(cleaned_values(said, getattr(line, name))):
            yield Detail(
                person=person,
                field=name,
                position=place,
                value=value,
                folded=fold(value)[:200],
                scope=said.scope,
            )


def _account(line: PersonLine, person: Person) -> Account:
    # A password takes a tenth of a second to keep: only those that are told have one.
    return Account(
        person=person,
        email=line.address or None,
        login=line.login or None,
        password=make_password(demo_password(line.key) if line.ready else None),
    )
