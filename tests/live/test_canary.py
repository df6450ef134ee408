"""No word goes down a stream, and nothing at all to those who may not know."""

from collections.abc import Callable

from django.test import Client

from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.engine.writing import edit
from etabli.platform.items.commenting import comment
from etabli.platform.items.models import Item
from etabli.platform.items.trashing import trash
from etabli.platform.people.models import Person
from tests.live.serving import Served
from tests.world import World

KNOWING = {"vault": {"ana"}, "council": {"ana", "ben"}}
"""Who hears of a task in each space. Guests are in no task."""


def test_streams_carry_no_word_and_reach_nobody_else(
    world: World, browse: Callable[[Person], Client], house: Served
) -> None:
    tasks = {
        at: world.make("tasks", world.spaces[at], world.ana, title="zqavant") for at in KNOWING
    }
    topics = [f"item:{task.uid}" for task in tasks.values()]
    topics += [f"space:{world.spaces[at].uid}" for at in KNOWING]
    asked = ",".join([*topics, "home"])
    streams = {who: house.listen(browse(one), asked) for who, one in world.people.items()}
    for stream in streams.values():
        stream.all(2.5)
    for task in tasks.values():
        _work_on(task.pk, world)
    told = {who: stream.topics_told(2.5) for who, stream in streams.items()}
    for at, knowing in KNOWING.items():
        for topic in (f"item:{tasks[at].uid}", f"space:{world.spaces[at].uid}"):
            assert {who for who in told if topic in told[who]} == knowing, at
    assert {who for who in told if "home" in told[who]} == {"ana", "ben"}
    for stream in streams.values():
        assert b"zq" not in stream.raw


def _work_on(pk: int, world: World) -> None:
    world.forget()
    for act in (
        lambda item: edit(item, {"title": "zqapres"}, by=world.ana),
        lambda item: comment(item, from_markdown("zqdit"), by=world.ana),
        lambda item: trash(item, by=world.ana),
    ):
        with acting(world.ana):
            act(Item.objects.select_related("space", "author", "assignee").get(pk=pk))
