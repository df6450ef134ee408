"""Cases about words that deceive: names drawn alike, cells that run, signs nobody sees."""

import csv
import io
import json
import logging
import time
import unicodedata

import pytest

from etabli.lib.text import skeleton
from etabli.platform.db.identity import acting
from etabli.platform.items.models import Comment, Item
from etabli.platform.spaces.founding import found_space
from etabli.platform.spaces.models import Space
from tests.search.looking import look
from tests.world import World

OPENED = {"visibility": "closed", "hue": "bleu", "apps": ["tasks"]}
RUN = ('=HYPERLINK("https://evil.test","x")', "+1+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0")
ODD = {
    "a sign that ends strings": "Plan\x00 caché",
    "a half of a sign": "Plan \ud800 cassé",
    "signs nobody sees": "Pl\u200ban\u2060 de\u200d la\ufeff rue",
    "another direction": "Plan \u202eexe.fdp",
    "a tower of accents": "Plan " + "a" + "\u0301\u0323\u0310" * 300,
    "accents apart": unicodedata.normalize("NFD", "Été à la mairie"),
    "other lines": "Plan\u2028sur\u2029deux\x85lignes\r\nou trois",
    "a family": "👨‍👩‍👧‍👦" * 40,
}


def opens(browser, name: str) -> bool:
    answer = browser.post("/espaces/nouveau/", {**OPENED, "name": name})
    assert answer.status_code in (200, 302, 422)
    return answer.status_code == 302


@pytest.mark.parametrize("name", ["Vоirie", "VΟIRIE", "Voi\u200brie", "V0irie", "voirie"])
def test_a25_no_space_is_taken_for_another(world: World, browse, name: str) -> None:
    """Cyrillic, Greek, a sign nobody sees, a digit, capitals: all are drawn alike."""
    ana = browse(world.ana)
    answer = ana.post("/espaces/nouveau/", {**OPENED, "name": name})
    assert "Il serait pris pour" in answer.content.decode()
    assert Space.objects.filter(sort_key__contains="voirie").count() == 1
    assert opens(ana, f"{name} du port")


def test_a25_a_secret_space_is_not_betrayed_by_its_name(world: World, browse) -> None:
    assert opens(browse(world.ben), "Coffre")
    assert not opens(browse(world.ana), "Coffre"), "she finds it"


def test_a25_the_same_words_may_stand_in_two_places(world: World, browse) -> None:
    with acting(world.ana):
        found_space("Bureau", "closed", by=world.ana, parent=world.roads)
    assert opens(browse(world.ana), "Bureau")
    assert skeleton("Mairie") != skeleton("Maire")


def test_b7_no_cell_of_an_export_runs(world: World, browse) -> None:
    for title in RUN:
        world.make("tasks", world.roads, world.ana, title=title, tags=[title[:20]])
    sheet = browse(world.ana).get(f"/espaces/{world.roads.uid}/tasks/export.csv")
    rows = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig")), delimiter=";"))
    cells = [cell for row in rows for cell in row if cell]
    assert {f"'{title}" for title in RUN} <= set(cells)
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r\n"]
    assert "attachment" in sheet["Content-Disposition"]


@pytest.mark.parametrize("words", list(ODD.values()), ids=list(ODD))
def test_b10_odd_signs_are_kept_clean_or_refused(world: World, browse, words: str) -> None:
    ana, space = browse(world.ana), f"/espaces/{world.roads.uid}"
    sendable = words.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    for path, form in (
        (f"{space}/tasks/nouveau/", {"title": sendable, "tags": sendable}),
        ("/espaces/nouveau/", {**OPENED, "name": sendable}),
    ):
        assert ana.post(path, form).status_code in (200, 302, 422), path
    assert ana.get("/recherche/", {"q": sendable}).status_code == 200
    for title in Item.objects.values_list("title", flat=True):
        assert title == unicodedata.normalize("NFC", title)
        assert not set(title) & set("\x00\u202e\u2028\u2029\x85\r\n\ufeff")
        assert len(title) <= 500


def test_b10_accents_apart_or_together_are_found_alike(world: World, browse) -> None:
    said = "Été"
    made = world.make("tasks", world.roads, world.ana, title=unicodedata.normalize("NFD", said))
    for form in ("NFC", "NFD"):
        seen = look(browse(world.ana), unicodedata.normalize(form, said))
        assert seen.urls == [f"/fiches/{made.uid}/"]


def test_b10_a_sign_of_a_megabyte_is_bounded_at_once(world: World, browse) -> None:
    item = world.make("tasks", world.roads, world.ana, title="Plan")
    ana, body = browse(world.ana), "a" + "\u0301" * 500_000
    began = time.process_time()
    answer = ana.post(f"/fiches/{item.uid}/commentaires/", {"body": body})
    assert answer.status_code in (302, 400, 413, 422)
    assert time.process_time() - began < 2
    assert all(len(text) <= 200_000 for text in Comment.objects.values_list("text", flat=True))


def test_f12_a_log_has_one_line_for_each_event_and_bounds_it(capsys, caplog) -> None:
    """Whatever a request says: no line of its own, no colour of a terminal, no flood."""
    shape = logging.getLogger().handlers[0].formatter
    forged = '\r\n{"event": "login", "person": 1}\x1b[31m\x1b]0;title\x07' + "x" * 1_000_000
    logging.getLogger("etabli.test").warning("path %s", forged)
    line = shape.format(caplog.records[-1])
    assert "\n" not in line and "\r" not in line and "\x1b" not in line and "\x07" not in line
    assert len(line) < 20_000
    assert json.loads(line)["event"].startswith("path \r\n")
