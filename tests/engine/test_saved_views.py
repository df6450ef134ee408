"""A way to look at a list, kept under a name: hers alone, given by its address."""

import re

import pytest

from etabli.platform.engine.models import SavedView


@pytest.fixture
def tasks(world):
    for title, priority in (("Sel", "high"), ("Sable", "low")):
        world.make("tasks", world.roads, world.ana, title=title, priority=priority)
    return f"/espaces/{world.roads.uid}/tasks/"


def _keep(browser, base, name, query="?f.priority=high&col=priority&gr=priority"):
    return browser.post(f"{base}gardees/", {"vue": "open", "nom": name, "requete": query})


def test_what_one_set_is_kept_as_a_tab_and_opens_as_it_was(tasks, world, browse):
    ana = browse(world.ana)
    kept = _keep(ana, tasks, "Le plus pressé")["Location"]
    html = ana.get(kept).content.decode()
    assert re.search(r'aria-current="true"[^>]*>.*?Le plus pressé', html)
    assert "Sel</a>" in html and "Sable</a>" not in html
    assert "Échéance" not in html.split("<thead>")[1].split("</thead>")[0]
    assert "Le plus pressé" in ana.get(tasks).content.decode()


def test_it_is_hers_alone_and_its_address_is_for_whoever_may_read(tasks, world, browse):
    kept = _keep(browse(world.ana), tasks, "Le plus pressé")["Location"]
    ben = browse(world.ben)
    html = ben.get(kept).content.decode()
    assert "Sel</a>" in html and "Sable</a>" not in html
    assert "Le plus pressé" not in html
    uid = SavedView.objects.get().uid
    for path in (f"{tasks}gardees/{uid}/", f"{tasks}gardees/{uid}/suppression/"):
        assert ben.post(path, {"nom": "À moi"}).status_code == 404
    assert SavedView.objects.get().name == "Le plus pressé"


def test_it_is_renamed_set_anew_and_deleted(tasks, world, browse):
    ana = browse(world.ana)
    _keep(ana, tasks, "Le plus pressé")
    saved = SavedView.objects.get()
    url = f"{tasks}gardees/{saved.uid}/"
    ana.post(url, {"nom": "Demain"})
    ana.post(url, {"requete": "?f.priority=low&a=abc&autre=1"})
    saved.refresh_from_db()
    assert (saved.name, saved.query) == ("Demain", "f.priority=low")
    ana.post(f"{url}suppression/")
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "Le plus pressé"])
def test_a_name_that_cannot_be_is_said_and_nothing_is_lost(tasks, world, browse, name):
    ana = browse(world.ana)
    _keep(ana, tasks, "Le plus pressé")
    answer = _keep(ana, tasks, name)
    assert "f.priority=high" in answer["Location"]
    assert SavedView.objects.count() == 1


def test_columns_and_groups_that_are_not_there_change_nothing(tasks, world, browse):
    ana = browse(world.ana)
    for query in ("col=rien,title", "gr=details", "gr=rien", "ma=x", "col=" + "a" * 3000):
        assert ana.get(f"{tasks}vues/open/?{query}").status_code == 200
