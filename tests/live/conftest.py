"""Stories of streams are told to a real server: one for each file, whose stories share a house."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from django.test import Client

from etabli.platform.people.models import Account, Person
from etabli.platform.spaces.models import Membership, Rank, Space
from tests import databases
from tests import world as worlds
from tests.live.serving import Served, served
from tests.world import World

_numbers = count(1)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The world, shared by the stories of a file."""
    made = databases.template(
        "world",
        databases.source_mark(Path(worlds.__file__).parent),
        worlds.build,
        databases.empty_template(),
    )
    with databases.own(made, tmp_path_factory.mktemp("house")):
        yield worlds.read()


@pytest.fixture(scope="module")
def house(world: World) -> Iterator[Served]:
    """The world, served."""
    with served() as running:
        yield running


@pytest.fixture
def browse() -> Callable[[Person], Client]:
    """``browse(world.ana)`` is a browser in which Ana is signed in."""
    return worlds.signed_in


@pytest.fixture
def newcomer() -> Callable[..., Person]:
    """``newcomer(world.council)``: somebody new, a member of these spaces."""

    def arrive(*spaces: Space) -> Person:
        number = next(_numbers)
        person = Person.objects.create(name=f"Nouvelle {number}")
        Account.objects.create_account(
            person, email=f"nouvelle{number}@montreval.test", password=worlds.PASSWORD
        )
        for space in spaces:
            Membership.objects.create(space=space, person=person, rank=Rank.MEMBER)
        return person

    return arrive
