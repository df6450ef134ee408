"""What a space holds is under few audiences, and whoever leaves keeps what is hers."""

from collections.abc import Callable

from django.test import Client

from etabli.platform.events.worker import Worker
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from tests.world import World

Browse = Callable[[Person], Client]


def status(reader: Client, item: Item) -> int:
    return reader.get(f"/fiches/{item.uid}/").status_code


def let_the_worker_work() -> None:
    working = Worker()
    while working.work():
        pass


def test_the_items_of_a_space_share_one_audience(world: World) -> None:
    made = [
        world.make("tasks", world.council, world.ana, title="Relire"),
        world.make("tasks", world.council, world.ben, title="Signer"),
        world.make("tasks", world.council, world.ana, title="Classer", assignee=world.ben.pk),
    ]
    assert len({item.audience_id for item in made}) == 1


def test_an_item_handed_to_somebody_outside_is_apart(world: World, browse: Browse) -> None:
    shared = world.make("tasks", world.council, world.ana, title="Relire")
    handed = world.make("tasks", world.council, world.ana, title="Porter", assignee=world.dan.pk)
    assert handed.audience_id != shared.audience_id
    dan = browse(world.dan)
    assert (status(dan, handed), status(dan, shared)) == (200, 404)


def test_whoever_leaves_keeps_what_she_wrote_and_nothing_else(world: World, browse: Browse) -> None:
    hers = world.make("tasks", world.council, world.ben, title="Mon relevé")
    theirs = world.make("tasks", world.council, world.ana, title="Le budget")
    address = f"/espaces/{world.council.uid}/membres/{world.ben.uid}/"
    assert browse(world.ana).post(address, {"rank": ""}).status_code == 302
    ben = browse(world.ben)
    assert (status(ben, hers), status(ben, theirs)) == (404, 404)
    let_the_worker_work()
    assert (status(ben, hers), status(ben, theirs)) == (200, 404)
    assert status(browse(world.ana), hers) == 200


def test_who_wrote_in_an_open_space_still_reads_it_once_it_closes(
    world: World, browse: Browse
) -> None:
    hers = world.make("questions", world.roads, world.dan, title="Qui déneige ?")
    other = world.make("questions", world.roads, world.ana, title="Quel sel ?")
    ana, dan = browse(world.ana), browse(world.dan)
    assert (status(dan, hers), status(dan, other)) == (200, 200)
    ana.post(
        f"/espaces/{world.roads.uid}/reglages/",
        {"name": "Voirie", "visibility": "closed", "hue": "bleu", "description": ""},
    )
    world.roads.refresh_from_db()
    assert world.roads.visibility == "closed"
    let_the_worker_work()
    assert (status(dan, hers), status(dan, other)) == (200, 404)
