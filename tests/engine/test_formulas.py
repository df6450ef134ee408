"""Formulas as people meet them: computed as they save, sorted, filtered, exported, never typed."""

from datetime import timedelta

import pytest

from etabli.platform.db.identity import acting
from etabli.platform.engine.registry import get
from etabli.platform.engine.writing import Refusal, edit, move
from etabli.platform.items.models import Item
from etabli.platform.spaces.settling import switch_apps

APP = """\
app: jobs
version: 1.0.0
name: {fr: Chantier, en: Job}
icon: wrench
family: field
outcome: {fr: Ce que coûte un chantier se sait, en: What a job costs is known}
title: "{what} ({total})"
fields:
  what: {type: text, required: true, name: {fr: Quoi, en: What}}
  hours: {type: number, decimals: 1, name: {fr: Heures, en: Hours}}
  rate: {type: money, name: {fr: Taux, en: Rate}}
  day: {type: date, name: {fr: Jour, en: Day}}
  total:
    {type: formula, as: money, value: hours * rate, filter: true, sort: true,
     name: {fr: Total, en: Total}}
  last:
    {type: formula, as: date, value: "day + duration('P3D')", sort: true,
     name: {fr: Fin, en: End}}
  age: {type: formula, value: "days(now() - created)", decimals: 0, name: {fr: Âge, en: Age}}
  open: {type: formula, as: boolean, value: "!final", filter: true, name: {fr: Ouvert, en: Open}}
states:
  new: {name: {fr: Nouveau, en: New}}
  done: {name: {fr: Fini, en: Done}, final: true}
moves:
  close: {name: {fr: Finir, en: Close}, from: new, to: done, who: [member]}
views:
  list: {kind: table, columns: [hours, total, last, age, open], sort: [-total], default: true}
"""


@pytest.fixture
def jobs(tmp_path, settings_of, world):
    folder = tmp_path / "more" / "jobs"
    folder.mkdir(parents=True)
    (folder / "app.yaml").write_text(APP, encoding="utf-8")
    settings_of(KIT_FOLDERS=[*settings_of.kit, str(folder.parent)])
    with acting(world.ana):
        switch_apps(world.roads, ["jobs"], by=world.ana)
    return f"/espaces/{world.roads.uid}/jobs/"


def test_what_is_computed_is_shown_sorted_filtered_and_exported(jobs, world, browse):
    ana = browse(world.ana)
    for what, hours in (("Banc", "2"), ("Porte", "10,5"), ("Mur", "4")):
        sent = {"what": what, "hours": hours, "rate": "30", "day": "2026-12-30"}
        assert ana.post(f"{jobs}nouveau/", sent).status_code == 302
    page = ana.get(jobs).content.decode()
    assert page.index("Porte") < page.index("Mur") < page.index("Banc")
    assert "315\u00a0€" in page
    assert "samedi 2\u00a0janvier" in page
    found = ana.get(f"{jobs}?f.total=120").content.decode()
    assert "Mur" in found
    assert "Banc" not in found
    sheet = ana.get(f"{jobs}export.csv").content.decode()
    assert "315.0" in sheet
    item = Item.objects.get(title__startswith="Mur")
    assert item.title == "Mur (120 €)"
    assert "total" not in item.data
    assert "120\u00a0€" in ana.get(f"/fiches/{item.uid}/").content.decode()


def test_a_form_never_asks_for_it_and_nobody_writes_it(jobs, world, browse):
    assert 'name="total"' not in browse(world.ana).get(f"{jobs}nouveau/").content.decode()
    item = world.make("jobs", world.roads, world.ana, what="Banc", hours=2.0, rate="30.00")
    with acting(world.ana), pytest.raises(Refusal) as refused:
        edit(item, {"total": "1.00"}, by=world.ana)
    assert "computed" in refused.value.fields["total"] or "calcul" in refused.value.fields["total"]


def test_it_follows_what_it_reads_in_the_same_transaction(jobs, world):
    item = world.make("jobs", world.roads, world.ana, what="Banc", hours=2.0, rate="30.00")
    column = get("jobs").flex["total"]
    assert getattr(item, column) == 60.0
    with acting(world.ana):
        edit(item, {"hours": None}, by=world.ana)
        item = Item.objects.get(pk=item.pk)
        assert getattr(item, column) is None
        assert item.title == "Banc ()"
        edit(item, {"hours": 3.0}, by=world.ana)
        move(item, "close", {}, by=world.ana)
        item = Item.objects.get(pk=item.pk)
    assert getattr(item, column) == 90.0
    assert getattr(item, get("jobs").flex["open"]) == 0.0


def test_what_depends_on_the_clock_is_computed_when_shown(jobs, world, browse):
    item = world.make("jobs", world.roads, world.ana, what="Banc")
    Item.objects.filter(pk=item.pk).update(created_at=item.created_at - timedelta(days=12))
    page = browse(world.ana).get(f"/fiches/{item.uid}/").content.decode()
    assert "<dt>Âge</dt><dd>12</dd>" in page
