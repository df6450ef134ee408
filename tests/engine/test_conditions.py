"""A condition says the same of an item in Python and of a list in SQL."""

from datetime import timedelta

import pytest
from django.utils import timezone

from etabli.platform.engine.app import App
from etabli.platform.engine.conditions import holds_for, rows_for
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.listing.table import value_of
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.registry import get
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
