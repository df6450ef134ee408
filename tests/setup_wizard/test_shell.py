"""The chrome of pages: what it shows, and what it costs."""

from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from etabli.platform.db.identity import acting
from etabli.platform.house import filling
from etabli.platform.house.filling import Filling
from etabli.platform.people.models import Person
from etabli.platform.setup.shell import shell, shell_of
from etabli.ui.shell import Link, Shell
from tests.world import World


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The other parts of the program add nothing, but for what the test puts here."""
    fills: list[Any] = []
    monkeypatch.setattr(filling, "_fills", fills)
    return fills


def asked(person: Person | None, path: str = "/") -> Any:
    request: Any = RequestFactory().get(path)
    request.person = person
    request.session = SessionStore()
    return request


def drawn(person: Person | None, path: str = "/") -> Shell:
    with acting(person, read_only=True):
        return shell_of(asked(person, path))


def labels(made: Shell) -> list[str]:
    return [link.label for section in made.sections for link in section.links]


def test_it_costs_three_queries_and_nothing_until_drawn(world: World, bare: list[Any]) -> None:
    world.forget()
    with (
        acting(world.ana, read_only=True),
        CaptureQueriesContext(
            connection,
        ) as asked_for,
    ):
        lazy = shell(asked(world.ana))["shell"]
        assert len(asked_for) == 0
        assert lazy.house
        assert len(asked_for) <= 3


def test_everybody_has_her_own_places(world: World, bare: list[Any]) -> None:
    assert {"Voirie", "Conseil", "Coffre", "Tous les espaces"} <= set(labels(drawn(world.ana)))
    ben = labels(drawn(world.ben))
    assert "Coffre" not in ben
    assert "La maison" not in ben
    assert "La maison" in labels(drawn(world.chloe))
    guy = labels(drawn(world.guy))
    assert "Conseil" in guy
    assert "Tous les espaces" not in guy


def test_the_current_place_is_the_nearest_one(world: World, bare: list[Any]) -> None:
    made = drawn(world.ana, f"/personnes/{world.ben.uid}/")
    current = [link.label for s in made.sections for link in s.links if link.current]
    assert current == ["Annuaire"]
    made = drawn(world.ana, f"/espaces/{world.roads.uid}/membres/")
    current = [link.label for s in made.sections for link in s.links if link.current]
    assert current == ["Voirie"]


def test_on_a_phone_all_places_are_two_presses_away(world: World, browse) -> None:
    page = browse(world.ben).get(f"/espaces/{world.roads.uid}/").content.decode()
    dock = page.split('<nav class="dock"')[1].split("</nav>")[0]
    bar, more = dock.split("<details")
    assert all(f'href="{one}"' in bar for one in ("/", "/espaces/", "/nouveau/", "/agenda/"))
    assert all(f'href="{one}"' in more for one in ("/personnes/", "/aide/", "/moi/"))
    assert 'href="/maison/"' not in dock
    assert (
        'href="/maison/"' in browse(world.chloe).get("/").content.decode().split('class="dock"')[1]
    )


def test_other_parts_fill_it(world: World, bare: list[Any]) -> None:
    bare.append(lambda request: Filling(counts={"/": 4}, create=(Link("Une fiche", "/x/"),)))
    bare.append(lambda request: Filling(search_url="/recherche/", topics=("item:1",)))
    made = drawn(world.ana)
    assert made.sections[0].links[0].count == 4
    assert made.create[0].label == "Une fiche"
    assert (made.search_url, made.topics) == ("/recherche/", ("item:1",))


def test_signed_out_there_is_only_the_house(world: World, bare: list[Any]) -> None:
    made = drawn(None)
    assert made.house
    assert (made.person, made.sections, made.sign_out_url) == (None, (), "")
