"""Every screen of the engine opens, for every app, and says what it should."""

import pytest

from etabli.platform.engine.registry import apps
from etabli.platform.spaces.models import SpaceApp


@pytest.mark.parametrize("app", sorted(apps()))
def test_every_view_form_and_help_of_an_app_opens(world, browse, app):
    SpaceApp.objects.get_or_create(space=world.roads, app=app, defaults={"position": 9})
    ana = browse(world.ana)
    base = f"/espaces/{world.roads.uid}/{app}/"
    for path in [base, f"{base}nouveau/", f"{base}aide/", f"{base}export.csv"]:
        assert ana.get(path).status_code == 200, path
    for view in apps()[app].looks:
        assert ana.get(f"{base}vues/{view}/").status_code == 200


def test_home_and_spaces_open(world, browse):
    for person in (world.ana, world.dan, world.guy):
        browser = browse(person)
        for path in ("/", "/espaces/", "/attente/", "/nouveau/"):
            assert browser.get(path).status_code == 200, (person, path)
    ana = browse(world.ana)
    for path in ("", "membres/", "reglages/", "reglages/apps/"):
        assert ana.get(f"/espaces/{world.roads.uid}/{path}").status_code == 200, path
    assert browse(world.dan).get(f"/espaces/{world.council.uid}/").status_code == 200
    assert browse(world.dan).get(f"/espaces/{world.vault.uid}/").status_code == 404


def test_a_move_asks_in_sight_for_what_it_demands(world, browse):
    """« Ce qui a été fait » is shown in some states only: browsers cannot tell which."""
    broken = world.make("incidents", world.roads, world.ana, title="Banc", place={"label": "Gare"})
    ana, url = browse(world.ana), f"/fiches/{broken.uid}/"
    ana.post(f"{url}etapes/rush/", {"version": broken.version})
    page = ana.get(f"{url}etapes/finish/").content.decode()
    assert 'name="answer"' in page
    assert "data-shown" not in page
    assert "facultatif" not in page, "what a move demands is not optional"
    given = {"version": broken.version + 1, "answer": "Remplacé."}
    assert ana.post(f"{url}etapes/finish/", given)["Location"] == url
    assert "Remplacé." in ana.get(url).content.decode()
