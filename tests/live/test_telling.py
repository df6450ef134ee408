"""What changes on one screen is told to the others, and only to those who may know."""

import time
from collections.abc import Callable

from django.db import connection, transaction
from django.test import Client

from etabli.platform.db.identity import acting
from etabli.platform.engine.writing import edit
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from tests.databases import server
from tests.live.serving import Served
from tests.world import World

Browse = Callable[[Person], Client]
Newcomer = Callable[..., Person]


def change(item: Item, title: str, by: Person) -> None:
    item.refresh_from_db()
    with acting(by):
        edit(item, {"title": title}, by=by)


def test_readers_are_told_that_an_item_changed_and_nothing_more(
    world: World, browse: Browse, house: Served
) -> None:
    task = world.make("tasks", world.council, world.ana, title="Refaire le plan secret")
    ben = house.listen(browse(world.ben), f"item:{task.uid}")
    dan = house.listen(browse(world.dan), f"item:{task.uid}")
    ben.all(2.5), dan.all(0.1)
    change(task, "Refaire le plan", world.ana)
    began = time.monotonic()
    frame = ben.next(2)
    assert frame and frame.event == "changed"
    assert frame.at - began < 1
    assert frame.data == {"topic": f"item:{task.uid}", "v": int(frame.id)}
    assert dan.all(1.5) == []
    assert b"plan" not in ben.raw


def test_what_is_unknown_and_what_is_forbidden_look_alike(
    world: World, browse: Browse, house: Served
) -> None:
    secret = world.make("tasks", world.vault, world.ana, title="Secret")
    unknown = "01990000-0000-7000-8000-000000000000"
    forbidden = house.listen(browse(world.ben), f"item:{secret.uid},space:{world.vault.uid}")
    imagined = house.listen(browse(world.ben), f"item:{unknown},space:{unknown}")
    change(secret, "Encore plus secret", world.ana)
    assert forbidden.all(1.5) == imagined.all(0.1) == []
    assert forbidden.status == imagined.status == 200
    assert forbidden.raw.startswith(b"retry: ")
    assert imagined.raw.startswith(b"retry: ")
    assert forbidden.raw.count(b"\n") == imagined.raw.count(b"\n")


def test_a_space_and_a_home_are_told_of_what_their_readers_may_see(
    world: World, browse: Browse, house: Served, newcomer: Newcomer
) -> None:
    dan = newcomer()
    ben = house.listen(browse(world.ben), f"space:{world.council.uid},home")
    outsider = house.listen(browse(dan), f"space:{world.council.uid},home")
    ben.all(2.5), outsider.all(0.1)
    world.make("tasks", world.council, world.ana, title="Pour le conseil")
    assert ben.topics_told(1.5) == {f"space:{world.council.uid}", "home"}
    assert outsider.topics_told(1) == set()
    world.make("publications", world.roads, world.ana, title="Pour tous", body=paragraph("Ici"))
    assert outsider.topics_told(4) == {"home"}


def test_somebody_who_comes_in_is_told_from_then_on(
    world: World, browse: Browse, house: Served, newcomer: Newcomer
) -> None:
    task = world.make("tasks", world.council, world.ana, title="Avant elle")
    eve = newcomer()
    stream = house.listen(browse(eve), f"item:{task.uid}")
    change(task, "Encore avant elle", world.ana)
    assert stream.all(1.5) == []
    world.council.memberships.create(person=eve, rank=30)
    change(task, "Avec elle", world.ana)
    assert stream.topics_told(1.5) == {f"item:{task.uid}"}


def test_nothing_is_lost_by_somebody_who_was_away(
    world: World, browse: Browse, house: Served
) -> None:
    task = world.make("tasks", world.roads, world.ana, title="Un")
    ben = browse(world.ben)
    first = house.listen(ben, f"item:{task.uid}")
    first.all(2.5)
    change(task, "Deux", world.ana)
    frame = first.next(2)
    assert frame
    first.leave()
    change(task, "Trois", world.ana)
    time.sleep(0.3)
    again = house.listen(ben, f"item:{task.uid}", **{"Last-Event-ID": frame.id})
    assert again.topics_told(1) == {f"item:{task.uid}"}
    too_late = house.listen(ben, f"item:{task.uid}", **{"Last-Event-ID": "1700000000000000"})
    assert [one.event for one in too_late.all(1)] == ["resync"]


def test_a_change_that_commits_late_is_told_all_the_same(
    world: World, browse: Browse, house: Served
) -> None:
    early = world.make("tasks", world.roads, world.ana, title="Commencé tôt")
    late = world.make("tasks", world.roads, world.ana, title="Commencé tard")
    ben = house.listen(browse(world.ben), f"item:{early.uid},item:{late.uid}")
    ben.all(2.5)
    with server().connect("etabli_sys", str(connection.settings_dict["NAME"])) as other:
        other.autocommit = False
        other.execute(
            "INSERT INTO events_event (at, verb, item_id, audience_id, payload)"
            " VALUES (now(), 'edited', %s, %s, '{}')",
            [early.pk, early.audience_id],
        )
        change(late, "Fini avant", world.ana)
        assert ben.topics_told(1.5) == {f"item:{late.uid}"}
        other.commit()
    # Told again or not, the other one is no news to anybody.
    assert f"item:{early.uid}" in ben.topics_told(2)


def test_streams_outlive_the_connections_of_the_database(
    world: World, browse: Browse, house: Served
) -> None:
    task = world.make("tasks", world.roads, world.ana, title="Coupure")
    ben = house.listen(browse(world.ben), f"item:{task.uid}")
    ben.all(2.5)
    with server().admin() as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [connection.settings_dict["NAME"]],
        )
    connection.close()
    with transaction.atomic():
        change(task, "Pendant la coupure", world.ana)
    assert ben.topics_told(4) == {f"item:{task.uid}"}
    change(task, "Après la coupure", world.ana)
    assert ben.topics_told(2) == {f"item:{task.uid}"}


def paragraph(text: str) -> dict[str, object]:
    content = [{"type": "paragraph", "content": [{"type": "text", "text": text}]}]
    return {"type": "doc", "content": content}
