"""The named world of the stories: few people, few spaces, every kind of right."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test import Client

from etabli.platform.access.doors import forget_audiences
from etabli.platform.db.identity import acting
from etabli.platform.engine.registry import get
from etabli.platform.engine.writing import create
from etabli.platform.items.models import Item
from etabli.platform.people.models import Account, Person, Unit
from etabli.platform.spaces.founding import found_space
from etabli.platform.spaces.models import Membership, Rank, Space
from etabli.platform.spaces.standing import forget_ranks

PASSWORD = "une phrase de passe longue"
APPS = ("publications", "questions", "tasks", "incidents", "leave")


@dataclass
class World:
    """Ana animates Roads (open) and owns Council (closed) and Vault (secret). Ben works with
    her in Roads and Council; she is his manager. Chloé administers the house. Dan is in no
    space. Guy is a guest of Council.
    """

    people: dict[str, Person] = field(default_factory=dict)
    spaces: dict[str, Space] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        for kept in (self.__dict__.get("people", {}), self.__dict__.get("spaces", {})):
            if name in kept:
                return kept[name]
        raise AttributeError(name)

    def make(self, app: str, space: Space, by: Person, **values: Any) -> Item:
        """An item made by somebody, with canonical values."""
        self.forget()
        with acting(by):
            return create(get(app), space, values, by=by)

    def forget(self) -> None:
        """Nobody remembers what she could see: the next question asks the database."""
        for person in self.people.values():
            forget_audiences(person)
            forget_ranks(person)


def build() -> None:
    """Make the world in the database of the moment."""
    town = Unit.objects.create(name="Mairie")
    town.path = [town.pk]
    town.save()
    works = Unit.objects.create(name="Services techniques", parent=town)
    works.path = [works.pk, town.pk]
    works.save()
    ana = _person("Ana Diaz", unit=works, job="Directrice")
    ben = _person("Ben Roy", unit=works, manager=ana)
    _person("Chloé Petit", role="admin", unit=town)
    _person("Dan Weiss", unit=town)
    guy = _person("Guy Moreau", kind="guest", organisation="Atelier Moreau")
    with acting(ana):
        roads = found_space("Voirie", "open", by=ana, apps=APPS)
        council = found_space("Conseil", "closed", by=ana, apps=APPS)
        found_space("Coffre", "secret", by=ana, apps=APPS)
    Membership.objects.create(space=roads, person=ben, rank=Rank.MEMBER)
    Membership.objects.create(space=council, person=ben, rank=Rank.MEMBER)
    Membership.objects.create(space=council, person=guy, rank=Rank.GUEST)


def read() -> World:
    """The world as the database holds it."""
    people = {p.name.split()[0].lower().replace("é", "e"): p for p in Person.objects.all()}
    names = {"Voirie": "roads", "Conseil": "council", "Coffre": "vault"}
    spaces = {names[s.name]: s for s in Space.objects.filter(name__in=names)}
    return World(people, spaces)


def signed_in(person: Person) -> Client:
    """A browser in which a person is signed in."""
    client = Client()
    client.force_login(Account.objects.get(person=person), settings.AUTHENTICATION_BACKENDS[0])
    return client


def _person(name: str, **details: Any) -> Person:
    person = Person.objects.create(name=name, **details)
    first = name.split()[0].lower().replace("é", "e")
    Account.objects.create_account(person, email=f"{first}@montreval.test", password=PASSWORD)
    return person
