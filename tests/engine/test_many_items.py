"""Lists of very many items: page after page, counted up to a thousand, by their indexes."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from etabli.platform.access.doors import forget_audiences
from etabli.platform.db.identity import acting
from etabli.platform.engine.listing.asking import read_asked
from etabli.platform.engine.listing.calendar import MOST
from etabli.platform.engine.listing.occurring import OWN, Placing
from etabli.platform.engine.listing.paging import counted, keys_of, page_of
from etabli.platform.engine.listing.rows import items_in, rows_asked
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.registry import get
from etabli.platform.items.models import Item
from tests.engine.crowd import multiply

MANY = 20_000
IN_ORDER = r"Index Scan using item_(in_space|standing|activity) on items_item .*rows=\d{2}\."
"""An index gives the rows in their order: it stops after a page, not after twenty thousand."""


@pytest.fixture(scope="module")
def states():
    return "(ARRAY['todo','doing','done'])[1 + mod(n, 3)]"


@pytest.fixture
def few(world, states):
    """A hundred and thirty tasks; a third without a due day, many with the same one."""
    task = world.make("tasks", world.roads, world.ana, title="Fiche")
    due = "CASE WHEN mod(n, 3) = 0 THEN NULL ELSE m.created_at + (mod(n, 7)) * interval '1 day' END"
    priority = "(ARRAY['high','normal','low'])[1 + mod(n, 3)]"
    multiply(task, 129, due_at=due, t1=priority, state=states)


@pytest.mark.parametrize(
    "sort", ["", "title", "-title", "due", "-due", "priority,due", "-state,-due", "-created"]
)
def test_pages_hold_every_item_once_in_the_order_of_one_long_list(few, world, sort):
    with acting(world.ben):
        app, context = get("tasks"), context_for(world.ben)
        view = app.looks["open"]
        asked = read_asked(app, view, QueryDict(f"tri={sort}"), context)
        rows = rows_asked(app, world.roads, world.ben, asked, context)
        whole = [item.pk for item in rows]
        found, mark = [], ""
        for _page in range(20):
            page = page_of(rows, keys_of(app, asked), mark, 13)
            found += [item.pk for item in page.items]
            mark = page.next
            if not mark:
                break
    assert found == whole and len(whole) > 80


@pytest.mark.parametrize("mark", ["x", "W10=", "bnVsbA==", "WzEsMl0=", "WyJcdTAwMDAiLDFd", "é"])
def test_a_mark_that_makes_no_sense_shows_the_first_page(few, world, browse, mark):
    for sort in ("", "title", "due", "priority"):
        path = f"/espaces/{world.roads.uid}/tasks/vues/open/?a={mark}&tri={sort}"
        assert browse(world.ben).get(path).status_code == 200


def test_a_list_goes_on_page_after_page(few, world, browse):
    ben = browse(world.ben)
    base = f"/espaces/{world.roads.uid}/tasks/vues/open/"
    html = ben.get(base).content.decode()
    seen: set[str] = set()
    for _page in range(3):
        here = set(re.findall(r"Fiche \d{6}", html))
        assert here and not here & seen
        seen |= here
        more = re.search(r'href="(\?[^"]*a=[^"]+)">Suivant', html)
        if not more:
            break
        html = ben.get(base + more[1].replace("&amp;", "&")).content.decode()
    assert len(seen) == 86


def test_a_lane_of_many_shows_some_and_gives_the_next(few, world, browse):
    ben = browse(world.ben)
    html = ben.get(f"/espaces/{world.roads.uid}/tasks/").content.decode()
    lane = html.split('data-lane="done"')[1].split("</section>")[0]
    first = set(re.findall(r"Fiche \d{6}", lane))
    more = re.search(r'hx-get="(\?[^"]*suite=done[^"]*)"', lane)[1].replace("&amp;", "&")
    part = ben.get(f"/espaces/{world.roads.uid}/tasks/{more}", headers={"HX-Request": "true"})
    second = set(re.findall(r"Fiche \d{6}", part.content.decode()))
    assert "<html" not in part.content.decode()
    assert second and not first & second and len(first | second) == 43
    plain = ben.get(f"/espaces/{world.roads.uid}/tasks/{more}").content.decode()
    assert second <= set(re.findall(r"Fiche \d{6}", plain))


def test_very_many_are_counted_up_to_a_thousand(world, browse, states):
    task = world.make("tasks", world.roads, world.ana, title="Fiche")
    multiply(task, 3300, state=states)
    ben = browse(world.ben)
    assert "1000+" in ben.get(f"/espaces/{world.roads.uid}/tasks/").content.decode()
    html = ben.get(f"/espaces/{world.roads.uid}/tasks/vues/open/").content.decode()
    assert "Plus de 1\u00a0000\u00a0fiches" in html.replace("\u202f", "\u00a0").replace(
        "000 fiches", "000\u00a0fiches"
    )


@pytest.fixture
def crowd(world, states):
    """Twenty thousand tasks in Roads, dated; some in the vault besides."""
    task = world.make("tasks", world.roads, world.ana, title="Fiche")
    dates = {
        "starts_at": "m.created_at - n * interval '1 hour'",
        "ends_at": "m.created_at - n * interval '1 hour' + interval '1 hour'",
        "due_at": "m.created_at + n * interval '1 minute'",
        "t1": "(ARRAY['high','normal','low'])[1 + mod(n, 3)]",
    }
    multiply(task, MANY, state=states, **dates)
    multiply(world.make("tasks", world.vault, world.ana, title="Coffre"), 500, state=states)
    forget_audiences(world.ben)


def _plan(rows) -> str:
    sql, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}", values)
        return "\n".join(line for (line,) in cursor.fetchall())


def _ran(rows) -> tuple[str, float]:
    plan = _plan(rows)
    assert "ANY ('{" in plan, plan
    assert "Seq Scan on items_item" not in plan, plan
    return plan, float(re.search(r"Execution Time: ([\d.]+) ms", plan)[1])


def test_hot_lists_use_their_indexes_under_the_second_wall(crowd, world):
    app, space = get("tasks"), world.roads
    with acting(world.ben):
        context = context_for(world.ben)
        asked = read_asked(app, app.looks["done"], QueryDict("tri=-activity"), context)
        rows = items_in(app, space, world.ben)
        keys = keys_of(app, asked)
        page = page_of(rows, keys, "", 50)
        with_key = rows.annotate(sort0=keys[0].expression)
        plan, _time = _ran(with_key.order_by("-sort0", "-id")[:51])
        assert re.search(IN_ORDER, plan), plan
        deep = rows.filter(activity_at__lte=page.items[-1].activity_at).order_by("-activity_at")
        plan, _time = _ran(deep[:51])
        assert re.search(IN_ORDER, plan), plan


def test_a_lane_and_its_count_read_the_index_of_states(crowd, world):
    app = get("tasks")
    with acting(world.ben):
        lane = items_in(app, world.roads, world.ben).filter(state="done")
        plan, _time = _ran(lane.order_by("-activity_at", "-id")[:31])
        assert re.search(IN_ORDER, plan), plan
        assert counted(lane) == 1001


def test_a_month_reads_the_index_of_dates(crowd, world):
    app = get("tasks")
    with acting(world.ben):
        context = context_for(world.ben)
        rows = items_in(app, world.roads, world.ben)
        after = context.now - timedelta(days=200)
        month = Placing(OWN, "starts_at").between(rows, after, after + timedelta(days=31))
        plan, _time = _ran(month[: MOST + 1])
        assert "item_dated" in plan, plan


def test_what_is_due_in_a_space_is_read_in_its_order(crowd, world):
    app = get("tasks")
    with acting(world.ben):
        context = context_for(world.ben)
        asked = read_asked(app, app.looks["open"], QueryDict("f.priority=high&tri=-due"), context)
        rows = rows_asked(app, world.roads, world.ben, asked, context).filter(due_at__isnull=False)
        plan = _plan(rows.order_by("-due_at", "-id")[:51])
        assert "Backward using item_due_in_space" in plan, plan
        assert "Sort" not in plan, plan


def test_the_wall_asks_of_one_row_what_is_known_of_its_audience(crowd, world):
    with acting(world.ben):
        plan = _plan(Item.objects.filter(uid=Item.objects.order_by("pk")[0].uid))
    assert "Index Cond: (id = items_item.audience_id)" in plan, plan


def test_what_goes_on_is_counted_by_the_index_of_states(world, browse):
    task = world.make("tasks", world.roads, world.ana, title="Fiche")
    priority = "(ARRAY['high','normal','low'])[1 + mod(n, 3)]"
    state = "CASE WHEN mod(n, 20) = 0 THEN 'todo' ELSE 'done' END"
    multiply(task, MANY, state=state, t1=priority)
    with CaptureQueriesContext(connection) as said:
        browse(world.ben).get(f"/espaces/{world.roads.uid}/tasks/vues/open/?f.priority=high")
    counts = [query["sql"] for query in said if query["sql"].startswith("SELECT COUNT(*)")]
    assert len(counts) == 1
    with acting(world.ben), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {counts[0].replace('%', '%%')}", [])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "item_standing" in plan, plan
