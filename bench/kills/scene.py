"""A small house whose people write: each comments everywhere, and has tasks of her own."""

import secrets
from dataclasses import dataclass

from django.utils import timezone

from bench.sessions import cookies_of
from etabli.platform.access.doors import forget_audiences
from etabli.platform.db.identity import acting
from etabli.platform.engine.registry import get
from etabli.platform.engine.writing import create
from etabli.platform.house.models import House
from etabli.platform.people.models import Account, Person
from etabli.platform.setup.models import FirstRun
from etabli.platform.spaces.founding import found_space
from etabli.platform.spaces.models import Membership, Rank, Space
from etabli.platform.spaces.standing import forget_ranks

NAMES = "Ana Diaz, Ben Roy, Chloé Petit, Dan Weiss, Élise Moreau, Farid Haddad".split(", ")


@dataclass(frozen=True)
class Desk:
    """Where somebody writes. ``called``: whom each of her comments names.

    ``edited`` and ``moved`` are tasks that nobody else changes.
    """

    person: int
    cookies: dict[str, str]
    called: Person
    edited: str
    moved: str


@dataclass(frozen=True)
class Scene:
    """``space``: where tasks are made; ``talked``: the task that everybody comments."""

    space: str
    talked: str
    desks: list[Desk]


def make_scene() -> Scene:
    """In the empty network that Django is connected to."""
    House.objects.update(name="Banc d’essai", language="fr", set_up_at=timezone.now())
    FirstRun.objects.all().delete()
    people = [_person(name) for name in NAMES]
    with acting(people[0]):
        space = found_space("Atelier", "open", by=people[0], apps=["tasks"])
    Membership.objects.bulk_create(
        Membership(space=space, person=person, rank=Rank.MEMBER) for person in people[1:]
    )
    talked = _task(space, people[0], "Là où l’on parle")
    desks = [
        Desk(
            person=person.pk,
            cookies=cookies_of(person.pk),
            called=people[place - 1],
            edited=_task(space, person, "Titre du début"),
            moved=_task(space, person, "Va et vient"),
        )
        for place, person in enumerate(people)
    ]
    return Scene(str(space.uid), talked, desks)


def _person(name: str) -> Person:
    person = Person.objects.create(name=name)
    first = name.split()[0].lower()
    address, password = f"{first}@bench.example", secrets.token_urlsafe()
    Account.objects.create_account(person, email=address, password=password)
    return person


def _task(space: Space, by: Person, title: str) -> str:
    forget_audiences(by)
    forget_ranks(by)
    with acting(by):
        return str(create(get("tasks"), space, {"title": title}, by=by).uid)
