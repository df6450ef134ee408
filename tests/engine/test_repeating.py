"""What comes again: in the calendar, on its page, and left out once."""

from datetime import UTC, datetime

import pytest
import time_machine

from etabli.platform.items.models import Item
from tests.engine.definition.writing import changed, problems
from tests.engine.kits import install
from tests.engine.test_calendar import VISITS, at

ROUNDS = (
    VISITS.replace("visits", "rounds")
    .replace(
        "  report:", "  again: {type: recurrence, name: {fr: Se répète, en: Again}}\n  report:"
    )
    .replace("all_day: days}", "all_day: days, repeats: again}")
)
WEEKLY = {"every": "week", "until": "2026-12-31"}
NOW = datetime(2026, 10, 6, 6, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def rounds(tmp_path, settings_of, world):
    install(ROUNDS, tmp_path, settings_of, world, world.roads)
    return world.make(
        "rounds",
        world.roads,
        world.ana,
        title="Tournée",
        comes=at(12, 9),
        leaves=at(12, 10),
        again=WEEKLY,
    )


def seen(browser, world, day):
    path = f"/espaces/{world.roads.uid}/rounds/vues/when/?le={day}"
    return browser.get(path).content.decode()


def test_a_month_shows_each_time_at_the_same_hour(rounds, world, browse):
    ben = browse(world.ben)
    october, november = (seen(ben, world, f"2026-{month}-15") for month in ("10", "11"))
    assert october.count(f'href="/fiches/{rounds.uid}/"') >= 3
    for page in (october, november):
        assert "<b>9\u00a0h</b>" in page
        assert "<b>8\u00a0h</b>" not in page
        assert "<b>10\u00a0h</b>" not in page
    assert f'href="/fiches/{rounds.uid}/"' not in seen(ben, world, "2027-03-15")


def test_it_is_found_until_its_last_time(rounds):
    rounds.refresh_from_db()
    assert rounds.starts_at == datetime(2026, 10, 12, 7, tzinfo=UTC)
    assert rounds.ends_at == datetime(2026, 12, 28, 9, tzinfo=UTC)


def test_its_page_says_how_often_and_when_next(rounds, world, browse):
    page = browse(world.ben).get(f"/fiches/{rounds.uid}/").content.decode()
    assert "Toutes les semaines, jusqu’au 31\u00a0décembre" in page
    for day in ("12\u00a0octobre", "19\u00a0octobre", "9\u00a0novembre"):
        assert day in page
    assert f"/fiches/{rounds.uid}/fois/" not in page
    page = browse(world.ana).get(f"/fiches/{rounds.uid}/").content.decode()
    assert f"/fiches/{rounds.uid}/fois/" in page


def test_one_time_is_left_out_and_taken_back(rounds, world, browse):
    ana = browse(world.ana)
    answer = ana.post(f"/fiches/{rounds.uid}/fois/", {"le": "2026-10-19"})
    assert answer.status_code == 302
    rounds.refresh_from_db()
    assert rounds.data["again"]["but"] == ["2026-10-19"]
    assert (
        "19\u00a0octobre"
        not in ana.get(f"/fiches/{rounds.uid}/")
        .content.decode()
        .split('id="history"')[0]
        .split('id="times"')[1]
    )
    undo = f"/fiches/{rounds.uid}/historique/{rounds.version}/annulation/"
    ana.post(undo)
    rounds.refresh_from_db()
    assert "but" not in rounds.data["again"]


def test_nobody_else_leaves_a_time_out(rounds, world, browse):
    for person, status in ((world.ben, 404), (world.guy, 404)):
        answer = browse(person).post(f"/fiches/{rounds.uid}/fois/", {"le": "2026-10-19"})
        assert answer.status_code == status
    browse(world.ana).post(f"/fiches/{rounds.uid}/fois/", {"le": "2026-10-20"})
    rounds.refresh_from_db()
    assert "but" not in rounds.data["again"]


def test_the_form_says_it_in_words_and_keeps_what_is_left_out(rounds, world, browse):
    ana = browse(world.ana)
    ana.post(f"/fiches/{rounds.uid}/fois/", {"le": "2026-10-19"})
    page = ana.get(f"/fiches/{rounds.uid}/modifier/").content.decode()
    assert '<option value="week" selected>Toutes les semaines</option>' in page
    assert 'name="again.but" value="2026-10-19" checked' in page
    assert "lundi 19\u00a0octobre" in page
    sent = {
        "title": "Tournée",
        "comes": "2026-10-12T09:00",
        "leaves": "2026-10-12T10:00",
        "again.every": "week",
        "again.until": "2026-12-31",
        "again.times": "4",
        "again.but": "2026-10-19",
        "version": str(Item.objects.get(pk=rounds.pk).version),
    }
    refused = ana.post(f"/fiches/{rounds.uid}/modifier/", sent)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "pas les deux" in page
    assert 'name="again.but" value="2026-10-19" checked' in page
    assert 'value="4"' in page


FAULTS = [
    ("repeats: again", "  again: {type: recurrence, name: {fr: Encore, en: Again}}", "has a date"),
    ("starts: at, repeats: again", "  again: {type: recurrence, name: {fr: E, en: A}}", ""),
    ("starts: at, repeats: agin", "  again: {type: recurrence, name: {fr: E, en: A}}", "agin"),
    ("starts: at, repeats: title", "", "title"),
    ("starts: at", "  again: {type: recurrence, name: {fr: E, en: A}}", "Nothing comes again"),
]


@pytest.mark.parametrize(("said", "written", "sentence"), FAULTS)
def test_it_holds_together_or_says_why(tmp_path, said, written, sentence):
    text = changed("  assignable: {}", f"  assignable: {{}}\n  schedulable: {{{said}}}")
    dates = "  at: {type: datetime, name: {fr: Quand, en: When}}\n"
    text = text.replace("behaviours:", f"{dates}{written}\nbehaviours:")
    found = [str(one) for one in problems(tmp_path, text)]
    assert bool(found) == bool(sentence)
    assert any(sentence in one for one in found) == bool(sentence)


def test_it_is_in_the_agenda_of_the_week(rounds, world, browse):
    page = browse(world.ben).get("/agenda/?le=2026-11-16").content.decode()
    assert page.count("Tournée") >= 2
