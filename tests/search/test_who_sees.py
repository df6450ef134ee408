"""Who sees each result: read once for all results, whatever their audiences."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import World, signed_in


def asked(browser: Client, words: str) -> tuple[int, str]:
    """How many queries a search makes, and its page."""
    browser.get("/recherche/", {"q": words})
    with CaptureQueriesContext(connection) as made:
        page = browser.get("/recherche/", {"q": words})
    return len(made), page.content.decode()


def test_results_of_many_spaces_cost_no_more_queries(world: World) -> None:
    world.make("publications", world.roads, world.ana, title="Un banc unique")
    for number, author in enumerate((world.ana, world.ben, world.ana, world.ben)):
        for space in (world.roads, world.council):
            world.make("publications", space, author, title=f"Bancs multiples {number}")
    browser = signed_in(world.ana)
    few, _page = asked(browser, "unique")
    many, page = asked(browser, "multiples")
    assert page.count("Bancs") >= 8
    assert many <= few + 1
