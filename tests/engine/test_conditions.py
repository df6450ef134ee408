"""A condition says the same of an item in Python and of a list in SQL."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import timezone

from etabli.platform.engine.app import App
from etabli.platform.engine.conditions import holds_for, rows_for
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.listing.table import value_of
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.registry import SHIPPED, get
from etabli.platform.items.models import Item
from tests.world import World

CONDITIONS = [
    "true",
    "false",
    "final",
    "!final",
    "final == false",
    "state == 'working'",
    "state != 'working'",
    "state in ['new', 'check']",
    "!(state in ['new', 'check'])",
    "assignee == me",
    "me == assignee",
    "assignee != me",
    "!(assignee == me)",
    "assignee == null",
    "assignee != null",
    "assignee == author",
    "assignee != author",
    "author == me && !final",
    "author == me || assignee == me",
    "severity == 'urgent'",
    "severity != 'urgent'",
    "kind == null",
    "kind != 'road'",
    "!(kind == 'road')",
    "kind in ['road', 'green']",
    "due < now()",
    "due >= now()",
    "!(due < now())",
    "due < now() + duration('72h')",
    "due == null || due > created",
    "due > created",
    "today() <= due",
    "created > now() - duration('1h')",
    "comments > 0",
    "comments == 0",
    "!final && (severity == 'urgent' || due < now())",
    "title != ''",
]

ALL_OR_NONE = ("true", "false", "title != ''", "created > now() - duration('1h')")


@pytest.fixture
def incidents(world: World) -> Context:
    """Nine incidents of all sorts, seen by Ben."""
    now = timezone.now()
    for at, (severity, kind) in enumerate(
        (severity, kind)
        for severity in ("urgent", "soon", "minor")
        for kind in ("road", "green", None)
    ):
        item = world.make(
            "incidents",
            world.roads,
            by=world.ana if at % 2 else world.ben,
            title=f"Fuite {at}",
            place={"label": f"Rue {at}"},
            severity=severity,
            kind=kind,
        )
        state = ("new", "planned", "working", "check", "solved", "dropped")[at % 6]
        Item.objects.filter(pk=item.pk).update(
            state=state,
            assignee=(None, world.ana, world.ben)[at % 3],
            due_at=(None, now - timedelta(hours=5), now + timedelta(days=2))[(at // 2) % 3],
            comment_count=at % 2,
        )
    return context_for(world.ben)


def test_python_and_sql_agree(incidents: Context) -> None:
    app = get("incidents")
    for source in CONDITIONS:
        rows = Item.objects.filter(rows_for(app, source, incidents))
        held = {item.pk for item in Item.objects.all() if _holds(app, source, item, incidents)}
        assert set(rows.values_list("pk", flat=True)) == held, source
        assert source in ALL_OR_NONE or 0 < len(held) < 9, source


def _holds(app: App, source: str, item: Item, context: Context) -> bool:
    values = {uid: value_of(app, item, uid) for uid in app.listed}
    return holds_for(app, source, values, context)


def test_every_condition_of_the_kit_runs(incidents: Context) -> None:
    for uid in ("publications", "questions", "tasks", "incidents", "leave"):
        app = get(uid)
        for view in app.views.values():
            if view.where:
                list(Item.objects.filter(rows_for(app, view.where, incidents), app=uid)[:5])


EVERY_TYPE = """\
app: samples
version: 1.0.0
name: {fr: Échantillon, en: Sample}
icon: flask
family: trades
outcome: {fr: Tout se filtre, en: Everything filters}
fields:
  title: {type: text, name: {fr: T, en: T}}
  words: {type: text, filter: true, name: {fr: T, en: T}}
  count: {type: number, decimals: 1, filter: true, name: {fr: N, en: N}}
  price: {type: money, filter: true, name: {fr: P, en: P}}
  mark: {type: rating, filter: true, name: {fr: M, en: M}}
  ready: {type: boolean, filter: true, name: {fr: R, en: R}}
  day: {type: date, filter: true, name: {fr: J, en: D}}
  moment: {type: datetime, filter: true, name: {fr: M, en: M}}
  span: {type: period, filter: true, name: {fr: S, en: S}}
  helper: {type: person, filter: true, name: {fr: A, en: H}}
  crew: {type: people, filter: true, name: {fr: E, en: C}}
  kinds:
    type: choices
    filter: true
    name: {fr: G, en: K}
    options: {a: {name: {fr: A, en: A}}, b: {name: {fr: B, en: B}}}
behaviours: {schedulable: {period: span}}
"""
OF_EVERY_TYPE = [
    "count > 2.5",
    "count == 3",
    "count != 3",
    "!(count > 2.5)",
    "price >= 10",
    "price == null",
    "mark < 4 && mark > 1",
    "ready",
    "!ready",
    "ready == false",
    "day == today()",
    "day > today()",
    "day <= today() + duration('24h')",
    "moment < now()",
    "moment == null",
    "span < today()",
    "starts <= now() && ends >= now()",
    "helper == me",
    "helper != me",
    "'a' in kinds",
    "!('a' in kinds)",
    "kinds == null",
    "kinds != null",
    "me in crew",
    "crew == null",
    "words != null",
    "day == null || count > 1",
]


def test_every_type_of_field_filters(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "samples"
    folder.mkdir()
    (folder / "app.yaml").write_text(EVERY_TYPE, "utf-8")
    with override_settings(KIT_FOLDERS=[str(SHIPPED), str(tmp_path)]):
        context = context_for(world.ben)
        _make_samples(world, context)
        app = get("samples")
        for source in OF_EVERY_TYPE:
            rows = Item.objects.filter(rows_for(app, source, context))
            items = Item.objects.all()
            held = {item.pk for item in items if _holds(app, source, item, context)}
            assert set(rows.values_list("pk", flat=True)) == held, source
            assert 0 < len(held) < 6, source


def _make_samples(world: World, context: Context) -> None:
    today = context.today
    ana, ben = world.ana.pk, world.ben.pk
    days = [str(today + timedelta(days=away)) for away in (-1, 0, 1, 30)]
    hour = [f"{day}T08:00:00Z" for day in days]
    for values in (
        {},
        {"count": 3.0, "price": "12.50", "mark": 3, "ready": True, "day": days[1]},
        {"count": 2.5, "price": "9.99", "mark": 5, "ready": False, "day": days[0], "helper": ben},
        {"count": 3.5, "helper": ana, "crew": [ana, ben], "kinds": ["a"], "words": "Été"},
        {"day": days[2], "moment": hour[0], "kinds": ["a", "b"], "crew": [ana]},
        {"day": days[3], "moment": hour[3], "kinds": ["b"], "mark": 2, "helper": ben,
         "span": {"start": days[0], "end": days[2]}},
    ):  # fmt: skip
        world.make("samples", world.roads, world.ben, title="Essai", **values)
