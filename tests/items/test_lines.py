"""Lines of a list made into something of their own, once."""

import pytest

from etabli.platform.items.models import Item

STEPS = [
    {"id": "a1", "text": "Commander du 0/4", "done": False},
    {"id": "b2", "text": "Prévenir les riverains", "done": False},
]
KEY = "0192f2a0-0000-7000-8000-00000000000"


@pytest.fixture
def works(world):
    return world.make("tasks", world.roads, world.ana, title="Refaire la rue", steps=STEPS)


def form_of(world, works, line, space=None):
    space = space or world.roads
    return f"/espaces/{space.uid}/tasks/nouveau/?depuis={works.uid}&ligne=steps.{line}"


def make(browser, path, title, key):
    return browser.post(path, {"title": title, "_key": f"{KEY}{key}"})


def test_a_line_becomes_a_task_and_says_so(world, browse, works):
    ben = browse(world.ben)
    page = ben.get(f"/fiches/{works.uid}/").content.decode()
    path = form_of(world, works, "a1")
    assert path.replace("&", "&amp;") in page
    assert 'value="Commander du 0/4"' in ben.get(path).content.decode()
    assert make(ben, path, "Commander trois tonnes", 1).status_code == 302
    page = browse(world.ana).get(f"/fiches/{works.uid}/").content.decode()
    made = Item.objects.get(title="Commander trois tonnes")
    assert page.index(f"/fiches/{made.uid}/") < page.index("Prévenir les riverains")
    assert "ligne=steps.a1" not in page
    assert "ligne=steps.b2" in page
    assert "Refaire la rue" in ben.get(f"/fiches/{made.uid}/").content.decode()


def test_of_two_who_make_the_same_line_one_is_told(world, browse, works):
    path = form_of(world, works, "a1")
    assert make(browse(world.ana), path, "Commander", 1).status_code == 302
    second = make(browse(world.ben), path, "Commander aussi", 2)
    assert second.status_code == 422
    page = second.content.decode()
    assert "«\u00a0Commander\u00a0»" in page
    assert 'value="Commander aussi"' in page
    assert not Item.objects.filter(title="Commander aussi").exists()


def test_what_one_does_not_see_is_not_told(world, browse, works):
    path = form_of(world, works, "a1", world.vault)
    assert make(browse(world.ana), path, "Marché secret", 1).status_code == 302
    assert "Marché secret" in browse(world.ana).get(f"/fiches/{works.uid}/").content.decode()
    page = browse(world.ben).get(f"/fiches/{works.uid}/").content.decode()
    assert "Marché secret" not in page
    assert "ligne=steps.a1" in page


def test_what_was_thrown_away_can_be_made_again(world, browse, works):
    path = form_of(world, works, "a1")
    ana = browse(world.ana)
    make(ana, path, "Commander", 1)
    made = Item.objects.get(title="Commander")
    ana.post(f"/fiches/{made.uid}/corbeille/")
    assert "ligne=steps.a1" in ana.get(f"/fiches/{works.uid}/").content.decode()
    assert make(ana, path, "Commander encore", 2).status_code == 302


def test_a_line_that_is_gone_leaves_the_form_of_the_whole(world, browse, works):
    page = browse(world.ana).get(form_of(world, works, "zz")).content.decode()
    assert 'value="Refaire la rue"' in page


def test_whoever_sees_not_the_list_starts_from_nothing(world, browse):
    secret = world.make("tasks", world.vault, world.ana, title="Budget", steps=STEPS)
    page = browse(world.ben).get(form_of(world, secret, "a1")).content.decode()
    assert "Commander du 0/4" not in page


def test_a_line_can_become_anything_the_space_makes(world, browse, works):
    turn = f"/fiches/{works.uid}/transformer/?ligne=steps.b2"
    page = browse(world.ben).get(turn).content.decode()
    assert "Prévenir les riverains" in page
    assert f"questions/nouveau/?depuis={works.uid}&amp;ligne=steps.b2" in page
