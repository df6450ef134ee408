"""Brings the people and the spaces of Montreval, once."""

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
from etabli.platform.setup.demo import montreval, townspeople
from etabli.platform.setup.demo.acts import Story, acts_of
from etabli.platform.setup.demo.montreval import SpaceLine
from etabli.platform.setup.demo.passwords import demo_password
from etabli.platform.setup.demo.peopling import bring_people
from etabli.platform.setup.models import Demonstration, FirstRun
from etabli.platform.spaces.founding import found_space
from etabli.platform.spaces.models import Membership, Rank, Space, SpaceApp


@dataclass
class Demo:
    """What was brought, by the keys of ``montreval.py``."""

    people: dict[str, Person] = field(default_factory=dict)
    spaces: dict[str, Space] = field(default_factory=dict)


def is_loaded() -> bool:
    """Whether the demonstration is in this house."""
    return Account.objects.filter(email=townspeople.PEOPLE[0].address).exists()


@transaction.atomic
def load(*, by: Person | None = None) -> Demo:
    """Bring Montreval in; what is already there is left as it is.

    ``by`` is the administrator of a house just founded, who joins its spaces. Without her (the
    command line), the house itself becomes Montreval when it was not set up.
    """
    fresh = not is_loaded()
    if fresh:
        Demonstration.objects.get_or_create(defaults={"founder": by})
    if by is None:
        _be_montreval()
    demo = Demo()
    units = _units()
    demo.people = bring_people(units)
    for place in montreval.SPACES:
        demo.spaces[place.key] = _space(place, demo, by)
    if fresh:
        _answer_asks(demo, units)
        _live(demo, by.language if by else "fr")
    if by is not None:
        set_identity(by)
    return demo


def credentials() -> list[tuple[str, str, str]]:
    """Who, address or login, and password of the accounts to look around with; [] without it."""
    if not is_loaded():
        return []
    return [
        (f"{line.name}, {line.job}", line.address or line.login, demo_password(line.key))
        for line in townspeople.EVERYBODY
        if line.ready
    ]


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
        Membership.objects.bulk_create(
            Membership(space=space, person=person, rank=rank)
            for person, rank in _ranks(line, demo, by)
            if person.pk != owner.pk
        )
    return space


def _ranks(line: SpaceLine, demo: Demo, by: Person | None) -> list[tuple[Person, int]]:
    ranks = dict.fromkeys(line.members, Rank.MEMBER)
    ranks |= {
        one.key: Rank.MEMBER
        for one in townspeople.PEOPLE
        if line.everyone or one.unit in line.units
    }
    ranks |= dict.fromkeys(line.animators, Rank.ANIMATOR)
    ranks |= dict.fromkeys(line.guests, Rank.GUEST)
    placed = [(demo.people[key], int(rank)) for key, rank in ranks.items()]
    if by is not None and line.visibility == Space.Visibility.OPEN:
        placed.append((by, int(Rank.MEMBER)))
    return placed
