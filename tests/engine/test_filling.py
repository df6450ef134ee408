"""A definition that begins to filter by a field: items made before are found too, in time."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from etabli.platform.db.identity import acting
from etabli.platform.engine import filling, registry
from etabli.platform.engine.listing.settled import unsettled
from etabli.platform.engine.models import FlexMap
from etabli.platform.engine.registry import get
from etabli.platform.engine.writing import edit
from etabli.platform.items.models import Item, Revision
from etabli.platform.spaces.models import SpaceApp
from etabli.site.checkup.filling import filling_findings
from tests.databases import server
from tests.engine.definition.writing import GOOD, written

ROOT = Path(__file__).resolve().parents[2]
FIRST = GOOD.replace("  helper:", "  street: {type: text, name: {fr: Rue, en: Street}}\n  helper:")
NEXT = FIRST.replace("version: 1.0.0", "version: 1.1.0").replace(
    "street: {type: text,", "street: {type: text, since: 1.1.0, filter: true, sort: true,"
)
FILLING = """
import sys
import tests.conftest
from django.conf import settings
from etabli.platform.engine import filling
from etabli.site.logins import logged_in_as
settings.KIT_FOLDERS = [sys.argv[2]]
filling.BATCH = 20
with logged_in_as("sys", sys.argv[1]):
    while filling.fill_batch(filling.apps()["repairs"]):
        print("batch", flush=True)
print("end", flush=True)
"""


@pytest.fixture
def kit(tmp_path, settings_of):
    """A kit of one app, whose definition a test may write again."""
    folder = tmp_path / "kit"
    folder.mkdir()
    settings_of(KIT_FOLDERS=[*settings.KIT_FOLDERS, str(folder)], KIT_WATCH=True)

    def write(text):
        written(folder, text)
        registry.registry()._looked = 0.0
        assert not registry.problems(), registry.problems()
        return get("repairs")

    write.folder = folder
    return write


@pytest.fixture
def repairs(world, kit):
    """Three repairs made before the street was worth filtering by, and the app on in Roads."""
    kit(FIRST)
    filling.fill_columns()
    SpaceApp.objects.create(space=world.roads, app="repairs")
    for title, kind, street in (
        ("Lampe", "light", "rue Haute"),
        ("Fuite", "water", "rue Basse"),
        ("Banc", None, None),
    ):
        world.make("repairs", world.roads, world.ana, title=title, kind=kind, street=street)
    return f"/espaces/{world.roads.uid}/repairs/"


def listed(browser, url):
    page = browser.get(url).content.decode()
    rows = page.split('id="rows"')[1].split("</main>")[0]
    return re.findall(r'<th scope="row"><a[^>]*>(?:<span.*?</span> )?([^<]+)</a>', rows), page


def test_items_made_before_are_found_by_a_new_filter(world, browse, kit, repairs):
    kit(NEXT)
    ben = browse(world.ben)
    found, page = listed(ben, f"{repairs}vues/open/?f.street=haute")
    assert found == [] and "En préparation\u00a0: Rue" in page
    before = Item.objects.order_by("pk").values("version", "updated_at", "activity_at", "data")
    told, revisions = list(before), Revision.objects.count()
    assert filling.fill_columns() == 3
    assert list(before) == told and Revision.objects.count() == revisions
    found, page = listed(ben, f"{repairs}vues/open/?f.street=basse")
    assert found == ["Fuite"] and "En préparation" not in page
    assert filling.fill_columns() == 0


def test_lists_that_do_not_need_it_go_on_meanwhile(world, browse, kit, repairs):
    kit(NEXT)
    ben = browse(world.ben)
    assert listed(ben, f"{repairs}vues/open/")[0] == ["Fuite"]
    assert listed(ben, f"{repairs}vues/open/?f.kind=water")[0] == ["Fuite"]
    with acting(world.ben):
        assert unsettled(get("repairs")) == {"street"}
    found, page = listed(ben, f"{repairs}vues/open/?tri=street")
    assert found == ["Fuite"] and "dans un autre ordre" in page
    export = ben.get(f"{repairs}export.csv?f.street=haute", follow=True)
    assert "se prépare" in export.content.decode()


def test_what_is_written_meanwhile_is_right_at_once_and_stays(world, kit, repairs):
    kit(NEXT)
    world.forget()
    with acting(world.ana):
        lamp = Item.objects.select_related("space", "author").get(title="Lampe")
        edit(lamp, {"street": "Place Neuve"}, by=world.ana)
    assert filling.fill_columns() == 2
    assert Item.objects.get(title="Lampe").t2 == "place neuve"


def test_a_field_that_took_anothers_column_is_not_trusted(world, kit, repairs):
    kit(NEXT)
    filling.fill_columns()
    app = kit(
        NEXT.replace("since: 1.1.0, ", "")
        .replace("  kind:", "  akind:")
        .replace("kind ==", "akind ==")
        .replace("[kind,", "[akind,")
        .replace(" kind]", " akind]")
    )
    with acting(world.ben):
        assert unsettled(app) >= {"akind"}


def test_items_of_an_unknown_map_are_trusted_for_nothing(world, kit, repairs):
    Item.objects.filter(title="Banc").update(flex_map=None)
    with acting(world.ben):
        assert unsettled(get("repairs")) == {"kind"}
    filling.fill_columns()
    with acting(world.ben):
        assert unsettled(get("repairs")) == frozenset()


def test_nobody_waits_for_it_and_it_waits_for_nobody(world, kit, repairs):
    app = kit(NEXT)
    name = connection.settings_dict["NAME"]
    with server().connect("etabli_sys", name) as other, other.transaction():
        other.execute("SELECT 1 FROM items_item WHERE title = 'Fuite' FOR UPDATE")
        assert filling.fill_batch(app) == 2
        assert filling.fill_batch(app) == 0
    assert filling.fill_batch(app) == 1


def test_killed_it_goes_on_where_it_stopped(world, kit, repairs):
    for number in range(300):
        world.make("repairs", world.roads, world.ana, title=f"n° {number}", street="rue Haute")
    kit(NEXT)
    app = get("repairs")
    left = Item.objects.filter(app="repairs").exclude(flex_map=app.flex_mark)
    for _ in range(2):
        with subprocess.Popen(
            [sys.executable, "-c", FILLING, connection.settings_dict["NAME"], str(kit.folder)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
            stdout=subprocess.PIPE,
            text=True,
        ) as started:
            assert started.stdout.readline() == "batch\n"
            started.send_signal(signal.SIGKILL)
    there = left.count()
    assert 0 < there < 303
    deadline = time.monotonic() + 30
    while filling.fill_columns() and time.monotonic() < deadline:
        pass
    assert not left.exists()
    assert Item.objects.filter(t2="rue haute").count() == 301


def test_the_doctor_says_what_is_under_way(world, kit, repairs):
    kit(NEXT)
    with server().connect("etabli_sys", connection.settings_dict["NAME"]) as line:
        (finding,) = filling_findings(line)
        assert finding.state == "watch" and "3" in finding.sentence
        filling.fill_columns()
        (finding,) = filling_findings(line)
    assert finding.state == "well"


def test_maps_that_no_item_carries_are_forgotten(world, kit, repairs):
    kit(NEXT)
    filling.fill_columns()
    filling.fill_columns()
    assert FlexMap.objects.filter(app="repairs").count() == 1


def test_values_of_a_former_type_leave_the_column_empty(world, kit, repairs):
    number = NEXT.replace("street: {type: text,", "street: {type: number,")
    kit(number)
    filling.fill_columns()
    assert set(Item.objects.filter(app="repairs").values_list("n1", flat=True)) == {None}


def test_a_formula_has_its_column_computed_and_again_when_it_changes(world, kit, repairs):
    formula = "  length: {type: formula, value: size(title), sort: true, name: {fr: L, en: L}}\n"
    kit(NEXT.replace("  helper:", f"{formula}  helper:"))
    filling.fill_columns()
    assert set(Item.objects.filter(app="repairs").values_list("n1", flat=True)) == {4, 5}
    twice = formula.replace("size(title)", "size(title) + size(title)")
    app = kit(NEXT.replace("  helper:", f"{twice}  helper:"))
    with acting(world.ben):
        assert unsettled(app) == {"length"}
    filling.fill_columns()
    assert set(Item.objects.filter(app="repairs").values_list("n1", flat=True)) == {8, 10}


def test_a_tree_whose_branches_are_not_true_yet_is_not_drawn(world, browse, kit, repairs):
    kit(
        NEXT.replace(
            "  helper:",
            "  above: {type: relation, to: repairs, since: 1.1.0, filter: true,"
            " name: {fr: Sous, en: Under}}\n  helper:",
        ).replace("measures:", "  plan: {kind: tree, parent: above}\nmeasures:")
    )
    page = browse(world.ben).get(f"{repairs}vues/plan/").content.decode()
    assert "En préparation\u00a0: Sous" in page and "Banc" not in page
    filling.fill_columns()
    page = browse(world.ben).get(f"{repairs}vues/plan/").content.decode()
    assert "En préparation" not in page and "Banc" in page
