"""Somebody looks for something: she finds what she may read, and nothing else moves."""

from collections.abc import Callable

from django.test import Client

from etabli.platform.people.models import Person
from tests.world import World

Browse = Callable[[Person], Client]


def test_a_word_is_found_without_its_accents(world: World, browse: Browse) -> None:
    task = world.make("tasks", world.roads, world.ana, title="Élection du délégué")
    page = browse(world.ben).get("/recherche/?q=election").content.decode()
    assert f"/fiches/{task.uid}/" in page
    assert "<mark>Élection</mark>" in page
