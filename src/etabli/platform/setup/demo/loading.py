"""Brings the people and the spaces of Montreval, once."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from etabli.platform.db.identity import acting, set_identity
from etabli.platform.engine.demonstration import Telling
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.registry import apps
from etabli.platform.house.models import House, the_house
from etabli.platform.people.models import Account, Person, Unit
from etabli.platform.people.units import create_unit
from etabli.platform.profiles.saying import Given, say
from etabli.platform.setup.demo import montreval, townspeople
from etabli.platform.setup.demo.acts import Story, acts_of
from etabli.platform.setup.demo.montreval import PersonLine, SpaceLine
from etabli.platform.setup.demo.passwords import demo_password
from etabli.platform.setup.models import FirstRun
from etabli.platform.signin.accounts import open_account
from etabli.platform.spaces.founding import found_space
from etabli.platform.spaces.models import Membership, Rank, Space, SpaceApp

SAID = ("phone", "site", "bio", "skills", "languages")


@dataclass
class Demo:
    """What was brought, by the keys of ``montreval.py``."""

    people: dict[str, Person] = field(default_factory=dict)
    spaces: dict[str, Space] = field(default_factory=dict)


def is_loaded() -> bool:
    """Whether the demonstration is in this house."""
    return Account.objects.filter(email=_address(townspeople.PEOPLE[0])).exists()


@transaction.atomic
def load(*, by: Person | None = None) -> Demo:
    """Bring Montreval in; what is already there is left as it is.

    ``by`` is the administrator of a house just founded, who joins its spaces. Without her (the
    command line), the house itself becomes Montreval when it was not set up.
    """
    fresh = not is_loaded()
    if by is None:
        _be_montreval()
    demo = Demo()
    units = _units()
    for line in (*townspeople.PEOPLE, *townspeople.GUESTS):
        demo.people[line.key] = _person(line, units, demo.people)
    for place in montreval.SPACES:
        demo.spaces[place.key] = _space(place, demo, by)
    if fresh:
        _answer_asks(demo, units)
        _live(demo, by.language if by else "fr")
    if by is not None:
        set_identity(by)
    return demo


def credentials() -> list[tuple[str, str, str]]:
    """Name, address and password of the people of the demonstration; [] without it."""
    if not is_loaded():
        return []
    lines = (*townspeople.PEOPLE, *townspeople.GUESTS)
    return [(line.name, _address(line), demo_password(_address(line))) for line in lines]


def _answer_asks(demo: Demo, units: dict[str, Unit]) -> None:
    """What apps ask of the house: the unit that keeps leave."""
    for app, answers in montreval.ASKS.items():
        ids = {ask: units[key].pk for ask, key in answers.items()}
        SpaceApp.objects.filter(space__in=demo.spaces.values(), app=app).update(asks=ids)


def _live(demo: Demo, lang: str) -> None:
    """Make every act of every app, in the order of their moments."""
    context = context_for(None, lang=lang)
    people = {key.partition(".")[0]: person for key, person in demo.people.items()}
    story = Story(people, demo.spaces)
    telling = Telling(lang, context.now, context.zone, story.uid_of, story.name_of)
    acts = [act for app in apps().values() for act in acts_of(app, story, telling)]
    for _moment, _order, act in sorted(acts, key=lambda act: act[:2]):
        act()


def _be_montreval() -> None:
    house: House = the_house()
    if house.set_up_at is None:
        house.name, house.colour = montreval.HOUSE, montreval.COLOUR
        house.set_up_at = timezone.now()
        house.save()
        FirstRun.objects.all().delete()


def _units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for key, name, above in montreval.UNITS:
        parent = units.get(above)
        found = Unit.objects.filter(name=name, parent=parent).first()
        units[key] = found or create_unit(name, parent=parent, by=None)
    return units


def _person(line: PersonLine, units: dict[str, Unit], known: dict[str, Person]) -> Person:
    found = Person.objects.filter(origin=f"demo:{line.key}").first()
    if found is not None:
        return found
    guest = bool(line.organisation)
    person = Person.objects.create(
        origin=f"demo:{line.key}",
        kind=Person.Kind.GUEST if guest else Person.Kind.PERSON,
        name=line.name,
        job=line.job,
        organisation=line.organisation,
        role=line.role,
        unit=units.get(line.unit),
        manager=known.get(line.manager),
        hue=line.hue,
        joined_at=dt.datetime(line.since, 9, 1, 8, tzinfo=dt.UTC),
    )
    say(person, {name: Given(getattr(line, name)) for name in SAID}, by=None)
    address = _address(line)
    login = "" if guest else line.key
    open_account(person, email=address, login=login, password=demo_password(address))
    return person


def _space(line: SpaceLine, demo: Demo, by: Person | None) -> Space:
    owner = demo.people[line.owner]
    with acting(owner):
        found = Space.objects.filter(origin=f"demo:{line.key}").first()
        if found is not None:
            return found
        space = found_space(
            line.name,
            line.visibility,
            by=owner,
            apps=(*montreval.APPS, *line.apps),
            description=line.description,
            hue=line.hue,
            origin=f"demo:{line.key}",
        )
        for person, rank in _ranks(line, demo, by):
            if person.pk != owner.pk:
                Membership.objects.create(space=space, person=person, rank=rank)
    return space


def _ranks(line: SpaceLine, demo: Demo, by: Person | None) -> list[tuple[Person, int]]:
    ranks = dict.fromkeys(line.members, Rank.MEMBER)
    if line.everyone:
        ranks |= {one.key: Rank.MEMBER for one in townspeople.PEOPLE}
    ranks |= dict.fromkeys(line.animators, Rank.ANIMATOR)
    ranks |= dict.fromkeys(line.guests, Rank.GUEST)
    placed = [(demo.people[key], int(rank)) for key, rank in ranks.items()]
    if by is not None and line.visibility == Space.Visibility.OPEN:
        placed.append((by, int(Rank.MEMBER)))
    return placed


def _address(line: PersonLine) -> str:
    domain = "mercadier.example" if line.organisation else montreval.DOMAIN
    return f"{line.key}@{domain}"
