"""Items made, changed and moved by the rules of their app."""

from etabli.platform.awaited.waiting import waiting_for
from etabli.platform.db.identity import acting
from etabli.platform.engine.writing import assign, create, edit, move
from etabli.platform.engine.registry import get
from etabli.platform.items.models import Item, Revision


def test_a_task_waits_for_its_assignee_until_it_is_done(world):
    task = world.make("tasks", world.roads, world.ana, title="Commander du sel", assignee=world.ben.pk)
    world.forget()
    with acting(world.ben):
        (waiting,) = waiting_for(world.ben)
        assert waiting.item == task and waiting.act == "do"
        item = Item.objects.get(pk=task.pk)
        for uid in ("start", "finish", "done"):
            pass
