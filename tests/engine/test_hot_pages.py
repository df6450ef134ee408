"""What the pages of every day cost: few queries, none of which reads every item."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from etabli.platform.db.identity import acting
from tests.engine.crowd import multiply


@pytest.fixture
def busy(world):
    """Twenty thousand tasks in Roads, one of them on Ben's bench."""
    task = world.make("tasks", world.roads, world.ana, title="Fiche", assignee=world.ben.pk)
    state = "(ARRAY['todo','doing','done'])[1 + mod(n, 3)]"
    multiply(task, 20_000, state=state, assignee_id="NULL", published="mod(n, 9) = 0")
    return task


@pytest.mark.parametrize(
    ("path", "most"),
    [("/", 40), ("/fiches/{item}/", 33), ("/espaces/{space}/", 30), ("/agenda/", 22)],
)
def test_a_page_asks_little_and_never_reads_every_item(world, browse, busy, path, most):
    address = path.format(item=busy.uid, space=world.roads.uid)
    ben = browse(world.ben)
    ben.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = ben.get(address)
    assert page.status_code == 200
    said = [query["sql"] for query in asked]
    assert len(said) <= most, "\n".join(sql[:150] for sql in said)
    read = [sql for sql in said if "items_item" in sql]
    with acting(world.ben), connection.cursor() as cursor:
        for sql in read:
            cursor.execute(f"EXPLAIN {sql.replace('%', '%%')}", [])
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert "Seq Scan on items_item" not in plan, f"{sql}\n{plan}"
