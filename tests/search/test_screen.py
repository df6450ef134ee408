"""The search page: counts, choices, ways on and back, and whatever is typed into it."""

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etabli.platform.db.identity import acting
from etabli.platform.items.accepting import accept
from etabli.platform.items.models import Comment
from etabli.platform.people.models import Person
from tests.search.looking import look
from tests.world import World

Browse = Callable[[Person], Client]
Say = Callable[..., Comment]


@pytest.fixture
def snow(world: World, say: Say) -> World:
    """Things said of snow: in two spaces, by two people, in two apps."""
    for number in range(3):
        task = world.make("tasks", world.roads, world.ana, title=f"Neige {number}")
        say(task, "neige partout", by=world.ben)
    world.make("questions", world.council, world.ben, title="La neige est-elle un risque ?")
    return world


def test_the_counts_of_a_facet_are_what_its_choice_would_leave(snow: World, browse: Browse) -> None:
    ben = browse(snow.ben)
    seen = look(ben, "neige")
    assert seen.said == "7 résultats parmi ce que vous avez le droit de lire."
    assert seen.counts["type", "Fiches"] == "4"
    assert seen.counts["type", "Messages"] == "3"
    assert seen.counts["app", "Tâches"] == "6"
    assert seen.counts["espace", "Conseil"] == "1"
    assert seen.counts["auteur", "Ana Diaz"] == "3"
    assert seen.counts["depuis", "Cette semaine"] == "7"
    narrowed = look(ben, "neige", type="item", auteur=str(snow.ana.uid))
    assert len(narrowed.urls) == 3
    assert narrowed.counts["auteur", "Ben Roy"] == "1"
    assert ("type", "Messages") not in narrowed.counts
    none = look(ben, "neige", type="comment", auteur=str(snow.ana.uid))
    assert none.urls == []
    assert none.counts["type", "Messages"] == "0"


def test_a_choice_is_shown_with_the_way_back(snow: World, browse: Browse) -> None:
    page = look(browse(snow.ben), "neige", espace=str(snow.council.uid), depuis="mois").page
    assert 'aria-label="Retirer le filtre Conseil"' in page
    assert 'href="/recherche/?q=neige&amp;depuis=mois"' in page
    assert "Tout effacer" in page
    assert page.count('class="hit"') == 1


def test_a_choice_made_in_a_browser_changes_the_results_alone(snow: World, browse: Browse) -> None:
    headers = {"HX-Request": "true", "HX-Target": "div#search-results"}
    page = browse(snow.ben).get("/recherche/?q=neige&type=item", headers=headers).content.decode()
    assert page.strip().startswith('<div id="search-results">')
    assert "<html" not in page
    assert page.count('class="hit"') == 4


def test_stages_are_choices_once_one_app_is_in_view(snow: World, browse: Browse) -> None:
    ben = browse(snow.ben)
    assert not [facet for facet, _ in look(ben, "neige").counts if facet == "etape"]
    seen = look(ben, "neige", app="tasks")
    assert seen.counts["etape", "À faire"] == "3"
    assert len(look(ben, "neige", app="tasks", etape="tasks:todo").urls) == 3


def test_results_come_in_pages(world: World, browse: Browse) -> None:
    tasks = [
        world.make("tasks", world.roads, world.ana, title=f"Borne {number}") for number in range(23)
    ]
    ben = browse(world.ben)
    first, second = look(ben, "borne", tri="recent"), look(ben, "borne", tri="recent", page="2")
    assert [len(first.urls), len(second.urls)] == [20, 3]
    assert first.urls[0] == f"/fiches/{tasks[-1].uid}/"
    assert "1 à 20 sur 23" in first.page
    assert "21 à 23 sur 23" in second.page
    assert set(first.urls).isdisjoint(second.urls)
    assert look(ben, "borne", page="999").urls == []


def test_each_result_says_where_it_is_who_wrote_it_and_who_sees_it(
    snow: World, browse: Browse
) -> None:
    page = look(browse(snow.ben), "risque").page
    assert f'<a href="/espaces/{snow.council.uid}/">Conseil</a>' in page
    assert "Ben Roy" in page
    assert "Visible par" in page
    assert "1 invité" in page or 'data-vis="guest"' in page


def test_nothing_found_says_so_and_what_to_do(snow: World, browse: Browse) -> None:
    ben = browse(snow.ben)
    page = look(ben, "sablage").page
    assert "Aucun résultat pour «\u00a0sablage\u00a0»." in page
    inside = look(ben, "sablage", espace=str(snow.council.uid)).page
    assert "Posez la question à l’espace Conseil." in inside
    assert "Chercher partout" in inside


def test_without_words_the_page_says_how_to_ask(world: World, browse: Browse) -> None:
    page = look(browse(world.ben), "").page
    assert "Que cherchez-vous\u00a0?" in page
    assert 'name="q"' in page


def test_an_accepted_answer_comes_first(snow: World, browse: Browse, say: Say) -> None:
    question = snow.make("questions", snow.roads, snow.ben, title="Où est le sel ?")
    answer = say(question, "Au dépôt.", by=snow.ana)
    with acting(snow.ben):
        accept(answer, by=snow.ben)
    page = look(browse(snow.ben), "ou est le sel").page
    assert "Réponse retenue." in page
    assert f"/fiches/{question.uid}/#c-{answer.uid}" in page


def test_the_bar_suggests_as_one_types(snow: World, browse: Browse) -> None:
    ben = browse(snow.ben)

    def suggested(typed: str) -> str:
        return ben.get("/recherche/suggestions/", {"q": typed}).content.decode()

    assert suggested("ne").strip() == ""
    assert f'data-url="/personnes/{snow.ana.uid}/"' in suggested("dia")
    assert f'data-url="/espaces/{snow.roads.uid}/"' in suggested("voi")
    assert suggested("neig").count('role="option"') == 4
    assert "Neige 1" in suggested("neige 1")


def test_search_is_for_people_of_the_house(world: World) -> None:
    for path in ("/recherche/?q=a", "/recherche/suggestions/?q=abc"):
        assert Client().get(path).status_code == 302
        assert Client().post(path).status_code in (302, 403, 405)


HOSTILE = [
    "'; DROP TABLE search_doc; --",
    "\" ' « ' “ ”",
    "a & b | !c:*",
    "\x00\x01\ufffe",
    "🙂" * 50,
    "x" * 10_000,
    "%s %(a)s {0} ${a} <script>",
    "\\" * 9,
    "OR 1=1 :::: <-> <2>",
    "ｆｕｌｌｗｉｄｔｈ ﷺ" * 40,
    "-" * 40,
    "a" * 60 + " " + "é" * 60,
]


def test_whatever_is_typed_is_answered(world: World, browse: Browse) -> None:
    ben = browse(world.ben)
    for asked in HOSTILE:
        for path in ("/recherche/", "/recherche/suggestions/"):
            assert ben.get(path, {"q": asked}).status_code == 200, asked


ADDRESSES = (
    "page=0 page=-1 page=x page=99999999999 depuis=hier tri=x tout=x type=x&type=item"
    " app=nothing etape=a:b:c q=a&q=b type=" + "x" * 5000
).split()


def test_whatever_an_address_says_is_answered(world: World, browse: Browse) -> None:
    ben = browse(world.ben)
    for address in ADDRESSES:
        assert ben.get(f"/recherche/?q=voirie&{address}").status_code == 200, address


def test_no_text_breaks_search(world: World, browse: Browse) -> None:
    ben = browse(world.ben)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.text(max_size=60))
    def ask(typed: str) -> None:
        assert ben.get("/recherche/", {"q": typed}).status_code == 200

    ask()
