"""Pages under one another: the tree, a page's place in it, and moving it."""

import pytest

from etabli.platform.items.models import Item
from tests.engine.kits import install

PAGES = """
app: pages
version: 1.0.0
name: {fr: {one: Page, other: Pages}, en: {one: Page, other: Pages}}
icon: file-text
family: collaborate
outcome: {fr: On sait où c’est écrit, en: One knows where it is written}
fields:
  title: {type: text, required: true, name: {fr: Titre, en: Title}}
  under: {type: relation, to: pages, filter: true, name: {fr: Sous, en: Under}}
  photos: {type: images, name: {fr: Photos, en: Photos}}
may: {create: [member], view: [reader, author], edit: [member]}
views:
  tree: {kind: tree, parent: under, default: true}
  pictures: {kind: gallery, cover: photos}
  all: {kind: table, columns: [title, under]}
"""


@pytest.fixture
def pages(tmp_path, settings_of, world):
    return install(PAGES, tmp_path, settings_of, world, world.roads, world.vault)


@pytest.fixture
def winter(pages, world):
    """Voirie > Hiver > Sel, and Marchés beside them."""
    roads = _page(world, "Voirie")
    snow = _page(world, "Hiver", roads)
    return {
        "roads": roads,
        "snow": snow,
        "salt": _page(world, "Sel", snow),
        "markets": _page(world, "Marchés"),
    }


def _page(world, title, under=None, space=None):
    under = under.pk if under else None
    return world.make("pages", space or world.roads, world.ana, title=title, under=under)


def _tree(world) -> str:
    return f"/espaces/{world.roads.uid}/pages/"


def _place(browser, item, under="", **sent):
    return browser.post(f"/fiches/{item.uid}/place/", {"sous": str(under), **sent})


def test_the_tree_opens_a_branch_at_a_time(winter, world, browse):
    ben = browse(world.ben)
    html = ben.get(_tree(world)).content.decode()
    assert "Voirie" in html and "Marchés" in html and "Hiver" not in html
    branch = ben.get(f"/fiches/{winter['roads'].uid}/branche/").content.decode()
    assert "Hiver" in branch and "Sel" not in branch
    only = ben.get(f"{_tree(world)}?sous={winter['roads'].uid}").content.decode()
    assert "Hiver" in only and "Marchés" not in only


def test_a_page_says_where_it_stands_and_what_is_under_it(winter, world, browse):
    html = browse(world.ben).get(f"/fiches/{winter['snow'].uid}/").content.decode()
    crumbs = html.split('class="crumbs"')[1].split("</ol>")[0]
    assert "Voirie" in crumbs
    aside = html.split('class="aside__tree"')[1].split("</nav>")[0]
    assert 'aria-current="page">Hiver' in aside and "Sel" in aside and "Marchés" in aside
    assert "Sel" in html.split('id="dessous"')[1]


def test_a_page_is_made_under_another(winter, world, browse):
    ana = browse(world.ana)
    form = ana.get(f"{_tree(world)}nouveau/?sous={winter['snow'].uid}").content.decode()
    assert f'value="{winter["snow"].uid}" selected' in form


def test_a_page_moves_with_what_is_under_it_and_the_move_is_undone(winter, world, browse):
    ben = browse(world.ben)
    _place(ben, winter["snow"], winter["markets"].uid, version=1)
    assert _under(winter["snow"]) == winter["markets"].pk
    assert _under(winter["salt"]) == winter["snow"].pk
    ben.post(f"/fiches/{winter['snow'].uid}/historique/2/annulation/")
    assert _under(winter["snow"]) == winter["roads"].pk
    _place(ben, winter["snow"])
    assert _under(winter["snow"]) is None


@pytest.mark.parametrize("into", ["snow", "salt", "roads"])
def test_a_page_is_never_under_itself(winter, world, browse, into):
    answer = _place(browse(world.ben), winter["roads"], winter[into].uid)
    assert answer.status_code == 422
    assert "Choisissez-en une autre" in answer.content.decode()
    assert _under(winter["roads"]) is None


def test_nor_by_the_form_that_changes_it(winter, world, browse):
    sent = {"title": "Voirie", "under": str(winter["salt"].uid), "version": 1}
    answer = browse(world.ben).post(f"/fiches/{winter['roads'].uid}/modifier/", sent)
    assert answer.status_code == 422 and _under(winter["roads"]) is None


def test_a_tree_is_not_deeper_than_twelve_levels(pages, world, browse):
    page = None
    for level in range(12):
        page = _page(world, f"Niveau {level}", page)
    other = _page(world, "De trop")
    answer = _place(browse(world.ben), other, page.uid)
    assert answer.status_code == 422 and "12" in answer.content.decode()


def test_only_who_may_edit_moves_and_nobody_moves_under_what_she_cannot_see(winter, world, browse):
    assert _place(browse(world.dan), winter["snow"]).status_code == 404
    hidden = _page(world, "zqsecretqz", space=world.vault)
    answer = _place(browse(world.ben), winter["snow"], hidden.uid)
    assert answer.status_code == 422 and "zqsecretqz" not in answer.content.decode()
    assert browse(world.ben).get(f"/fiches/{hidden.uid}/branche/").status_code == 404
    assert "data-moves" not in browse(world.dan).get(_tree(world)).content.decode()


def test_what_stands_under_something_thrown_away_comes_to_the_top(winter, world, browse):
    browse(world.ana).post(f"/fiches/{winter['roads'].uid}/corbeille/")
    html = browse(world.ben).get(_tree(world)).content.decode()
    assert "Hiver" in html and "Voirie</a>" not in html


def test_pictures_and_paper(winter, world, browse):
    ben = browse(world.ben)
    assert "gallery__a" in ben.get(f"{_tree(world)}vues/pictures/").content.decode()
    for view in ("tree", "pictures", "all"):
        paper = ben.get(f"{_tree(world)}imprimer/?vue={view}").content.decode()
        assert "Sel" in paper and 'class="vis"' in paper and "data-print" in paper


def _under(item):
    return Item.objects.get(pk=item.pk).data.get("under")
