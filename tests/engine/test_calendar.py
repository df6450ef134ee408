"""What takes place when: an app's calendar, one's own, and moving what is in them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from etabli.platform.engine.listing.entries import Entry, month_days, timed_of
from etabli.platform.engine.listing.occurring import Occurrence, occurrences
from etabli.platform.engine.listing.pages import CalendarPage
from etabli.platform.items.models import Item
from tests.engine.kits import install

PARIS = ZoneInfo("Europe/Paris")
VISITS = """
app: visits
version: 1.0.0
name: {fr: {one: Visite, other: Visites}, en: {one: Visit, other: Visits}}
icon: calendar-dots
family: collaborate
outcome: {fr: Chacun sait qui vient, en: Everyone knows who comes}
fields:
  title: {type: text, required: true, name: {fr: Titre, en: Title}}
  kind:
    type: choice
    filter: true
    name: {fr: Nature, en: Kind}
    options:
      school: {name: {fr: École, en: School}, hue: sapin}
      works: {name: {fr: Chantier, en: Works}, hue: brique}
  comes: {type: datetime, name: {fr: Arrive, en: Comes}}
  leaves: {type: datetime, name: {fr: Repart, en: Leaves}}
  days: {type: boolean, name: {fr: Toute la journée, en: All day}}
  report: {type: date, filter: true, name: {fr: Compte rendu, en: Report}}
behaviours:
  schedulable: {due: false, starts: comes, ends: leaves, all_day: days}
may: {view: [reader, author], edit: [author]}
views:
  when: {kind: calendar, by: kind, default: true}
  reports: {kind: calendar, starts: report}
"""


@pytest.fixture
def visits(tmp_path, settings_of, world):
    return install(VISITS, tmp_path, settings_of, world, world.roads, world.vault)


def at(day: int, hour: int, minute: int = 0, month: int = 10) -> str:
    """A moment of 2026 by the clock of Paris, as fields keep it."""
    moment = datetime(2026, month, day, hour, minute, tzinfo=PARIS)
    return moment.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ")


def visit(world, title, comes, leaves=None, *, space=None, by=None, **values):
    space, by = space or world.roads, by or world.ana
    return world.make("visits", space, by, title=title, comes=comes, leaves=leaves, **values)


def test_a_month_shows_what_takes_place_with_its_hour_and_its_type(visits, world, browse):
    visit(world, "Groupe Pasteur", at(6, 9), at(6, 11), kind="school")
    visit(world, "Novembre", at(20, 9, month=11))
    html = browse(world.ben).get(f"{_base(world)}?le=2026-10-15").content.decode()
    assert "Octobre 2026" in html
    assert "École : Groupe Pasteur" in html.replace("\u00a0", " ")
    assert "9\u00a0h" in html
    assert 'data-hue="sapin"' in html
    assert "Novembre</span>" not in html


@pytest.mark.parametrize("scale", ["mois", "semaine", "liste"])
def test_every_scale_shows_the_same(visits, world, browse, scale):
    visit(world, "Longue visite", at(6, 9), at(8, 11))
    visit(world, "Courte", at(7, 9), at(7, 10))
    html = browse(world.ana).get(f"{_base(world)}?par={scale}&le=2026-10-07").content.decode()
    assert html.count("Longue visite</") >= 3
    assert "Courte" in html


def test_a_calendar_by_a_day_of_its_own(visits, world, browse):
    visit(world, "Relue", at(6, 9), report="2026-12-01")
    base = f"/espaces/{world.roads.uid}/visits/vues/reports/"
    ana = browse(world.ana)
    html = ana.get(f"{base}?le=2026-12-15").content.decode()
    cell = html.split('data-day="2026-12-01"')[1].split("data-day=")[0]
    assert "Relue" in cell
    assert "Relue" not in ana.get(f"{base}?le=2026-10-15").content.decode()


def test_nonsense_in_the_address_shows_this_month(visits, world, browse):
    for query in ("le=hier", "le=9999-99-99", "par=siecle", "le=0001-01-01", "le=9999-12-31"):
        assert browse(world.ana).get(f"{_base(world)}?{query}").status_code == 200


def test_moving_keeps_the_hour_of_the_clock_and_the_length_when_clocks_change(
    visits, world, browse
):
    item = visit(world, "Contrôle", at(24, 9), at(24, 12))
    sent = {"le": "2026-10-26", "de": "starts", "version": 1, "retour": _base(world)}
    answer = browse(world.ana).post(f"/fiches/{item.uid}/date/", sent)
    assert answer["Location"] == _base(world)
    moved = Item.objects.get(pk=item.pk)
    assert moved.starts_at.astimezone(PARIS).isoformat() == "2026-10-26T09:00:00+01:00"
    assert moved.ends_at.astimezone(PARIS).isoformat() == "2026-10-26T12:00:00+01:00"
    assert moved.data["comes"] == "2026-10-26T08:00:00Z"


def test_a_move_is_undone_from_where_it_was_made(visits, world, browse):
    item = visit(world, "Contrôle", at(6, 9), at(6, 12))
    ana = browse(world.ana)
    ana.post(f"/fiches/{item.uid}/date/", {"le": "2026-10-08", "a": "14:30", "version": 1})
    assert Item.objects.get(pk=item.pk).data["comes"] == at(8, 14, 30)
    ana.post(f"/fiches/{item.uid}/historique/2/annulation/")
    back = Item.objects.get(pk=item.pk)
    assert (back.data["comes"], back.data["leaves"]) == (at(6, 9), at(6, 12))
    assert back.starts_at.astimezone(PARIS).hour == 9


def test_only_who_may_edit_is_offered_to_move_and_moves(visits, world, browse):
    item = visit(world, "Contrôle", at(6, 9))
    base = f"{_base(world)}?le=2026-10-06"
    assert "data-moves" in browse(world.ana).get(base).content.decode()
    ben = browse(world.ben)
    assert "data-moves" not in ben.get(base).content.decode()
    assert ben.get(f"/fiches/{item.uid}/date/").status_code == 404
    assert ben.post(f"/fiches/{item.uid}/date/", {"le": "2026-10-09"}).status_code == 404
    assert Item.objects.get(pk=item.pk).version == 1


def test_what_is_wrong_is_said_beside_the_day_and_moves_nothing(visits, world, browse):
    item = visit(world, "Contrôle", at(6, 9))
    ana = browse(world.ana)
    for wrong in ("", "2026-02-31", "demain"):
        answer = ana.post(f"/fiches/{item.uid}/date/", {"le": wrong})
        assert answer.status_code == 422 and "field__err" in answer.content.decode()
    stale = ana.post(f"/fiches/{item.uid}/date/", {"le": "2026-10-09", "version": 7})
    assert stale.status_code == 302
    away = {"le": "2026-10-09", "retour": "https://ailleurs.test/"}
    assert ana.post(f"/fiches/{item.uid}/date/", away)["Location"] == f"/fiches/{item.uid}/"


def test_ones_own_calendar_holds_ones_spaces_and_nothing_hidden(visits, world, browse):
    visit(world, "Visite ouverte", at(6, 9))
    visit(world, "Visite zqsecretqz", at(6, 10), space=world.vault)
    assert "Visite ouverte" in browse(world.ben).get("/agenda/?le=2026-10-06").content.decode()
    for person in (world.ben, world.dan, world.guy):
        for scale in ("mois", "semaine", "liste"):
            html = browse(person).get(f"/agenda/?par={scale}&le=2026-10-06").content.decode()
            assert "zqsecretqz" not in html
    assert "zqsecretqz" in browse(world.ana).get("/agenda/?le=2026-10-06").content.decode()


def test_ones_own_calendar_holds_what_one_has_to_do_and_may_be_narrowed(visits, world, browse):
    due = datetime(2026, 10, 6, 23, 59, tzinfo=PARIS).isoformat()
    world.make("tasks", world.roads, world.ana, title="À relire", assignee=world.ben.pk, due=due)
    visit(world, "Visite ouverte", at(6, 9))
    ben = browse(world.ben)
    html = ben.get("/agenda/?le=2026-10-06").content.decode()
    assert "À relire" in html and "Visite ouverte" in html
    html = ben.get("/agenda/?le=2026-10-06&app=tasks").content.decode()
    assert "À relire" in html and "Visite ouverte" not in html
    assert "À relire" not in browse(world.ana).get("/agenda/?le=2026-10-06").content.decode()


def test_today_is_on_the_bench(visits, world, browse):
    now = datetime.now(PARIS).replace(hour=9, minute=0)
    visit(world, "Visite du jour", now.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert "Visite du jour" in browse(world.ben).get("/").content.decode()
    assert "Visite du jour" not in browse(world.dan).get("/").content.decode()


def test_what_has_an_hour_today_comes_before_what_lasts_all_day(visits, world, browse):
    now = datetime.now(PARIS).replace(hour=9, minute=0).astimezone(ZoneInfo("UTC"))
    for n in range(9):
        visit(world, f"Journée {n}", f"{now:%Y-%m-%dT%H:%M:%SZ}", days=True)
    visit(world, "Visite du jour", f"{now:%Y-%m-%dT%H:%M:%SZ}")
    day = browse(world.ben).get("/").content.decode().partition('aria-labelledby="day-t"')[2]
    assert 0 < day.index("Visite du jour") < day.index("Journée")


def test_a_plain_item_occurs_once_and_a_whole_day_is_told_as_one(visits, world):
    item = visit(world, "Journée", at(24, 9), at(26, 11), days=True)
    after, before = (datetime(2026, 10, d, tzinfo=PARIS) for d in (25, 28))
    (one,) = occurrences(Item.objects.get(pk=item.pk), after, before)
    assert one.all_day
    assert (one.first.day, one.last.day) == (24, 26)
    assert occurrences(item, before, before.replace(day=30)) == []


def test_bars_keep_their_line_and_hours_that_meet_share_the_width():
    first = _entry("a", at(6, 0), at(8, 0))
    second = _entry("b", at(7, 0), at(9, 0))
    page = CalendarPage("semaine", datetime(2026, 10, 7, tzinfo=PARIS).date(), _day(7))
    days = {day.date.day: day for day in month_days([first, second], page.days)}
    assert [bar.entry.hue for bar in days[6].bars] == ["a"]
    assert [bar.entry.hue for bar in days[7].bars] == ["a", "b"]
    assert [bar and bar.entry.hue for bar in days[8].bars] == [None, "b"]
    meeting = [_entry("a", at(6, 9), at(6, 11)), _entry("b", at(6, 10), at(6, 12))]
    alone = _entry("c", at(6, 14), at(6, 15))
    placed = timed_of([*meeting, alone], _day(6), PARIS, 8)
    assert [(p.quarter, p.length, p.column, p.columns) for p in placed] == [
        (4, 8, 0, 2),
        (8, 8, 1, 2),
        (24, 4, 0, 1),
    ]


def test_a_full_day_says_how_many_more_there_are():
    many = [_entry(str(n), at(6, 8 + n), at(6, 8 + n, 30)) for n in range(7)]
    page = CalendarPage("semaine", _day(6), _day(6))
    (day,) = [day for day in month_days(many, page.days) if day.date == _day(6)]
    assert (len(day.timed), day.more) == (3, 4)


def _day(day: int):
    return datetime(2026, 10, day, tzinfo=PARIS).date()


def _entry(hue: str, starts: str, ends: str) -> Entry:
    moments = (datetime.fromisoformat(one).astimezone(PARIS) for one in (starts, ends))
    return Entry(Occurrence(Item(), *moments), hue=hue)


def _base(world) -> str:
    return f"/espaces/{world.roads.uid}/visits/"
