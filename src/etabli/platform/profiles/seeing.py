"""What of profiles a person may see: the first wall. Row-level security holds it underneath."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from etabli.platform.people.models import Person
from etabli.platform.profiles.models import Detail, Scope


@dataclass(frozen=True)
class Shown:
    """What somebody says, as one reader gets it: values by field, and who else gets them."""

    values: Mapping[str, list[str]]
    scopes: Mapping[str, str]

    def __getattr__(self, name: str) -> str:
        """``shown.phone``: the value in one line; '' when there is none for this reader."""
        if name.startswith("_"):
            raise AttributeError(name)
        return ", ".join(self.values.get(name, []))

    def all(self, name: str) -> list[str]:
        """Skills and languages, each."""
        return self.values.get(name, [])


def details_seen_by(reader: Person) -> QuerySet[Detail]:
    """The details a person may read, of whoever she may see."""
    own = Q(person_id=reader.pk)
    if reader.kind != Person.Kind.PERSON or not reader.active:
        return Detail.objects.filter(own | Q(scope=Scope.GUESTS))
    house = Q(scope__in=[Scope.GUESTS, Scope.HOUSE])
    unit = Q(scope=Scope.UNIT, person__unit_id__in=list(reader.unit.path) if reader.unit else [])
    managed = Q(scope__in=[Scope.UNIT, Scope.MANAGER], person__manager_id=reader.pk)
    return Detail.objects.filter(own | house | unit | managed)


def details_of(person: Person, *, by: Person) -> Shown:
    """What somebody says of herself, as far as ``by`` may know it."""
    return details_of_all([person], by=by)[person.pk]


def details_of_all(people: Iterable[Person], *, by: Person) -> dict[int, Shown]:
    """The same for several, by id of person, in one query."""
    ids = [one.pk for one in people]
    values: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    scopes: dict[int, dict[str, str]] = defaultdict(dict)
    for row in details_seen_by(by).filter(person_id__in=ids).order_by("position", "pk"):
        values[row.person_id][row.field].append(row.value)
        scopes[row.person_id][row.field] = row.scope
    return {pk: Shown(dict(values[pk]), scopes[pk]) for pk in ids}
