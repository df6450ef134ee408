"""A stream ends within two seconds of losing what it stood on, and says why."""

import os
import signal
import time
from collections.abc import Callable

from django.test import Client
from django.utils import timezone

from etabli.platform.access.delegating import delegate, withdraw
from etabli.platform.access.models import Audience
from etabli.platform.db.identity import acting
from etabli.platform.engine.registry import get
from etabli.platform.engine.rights.asks import answer
from etabli.platform.engine.writing import edit
from etabli.platform.people.leaving import deactivate
from etabli.platform.people.models import Account, Person, Unit
from etabli.platform.spaces.models import Membership, Space
from etabli.platform.spaces.settling import switch_apps
from tests.live.serving import Listener, Served, served
from tests.oracles.posting import work
from tests.world import World

Browse = Callable[[Person], Client]
Newcomer = Callable[..., Person]
AT_ONCE = 2.0  # seconds
PERIOD = {"start": "2027-03-01", "end": "2027-03-05"}


def test_a9_a_member_taken_out_of_a_space_hears_no_more(
    world: World, browse: Browse, house: Served, newcomer: Newcomer
) -> None:
    task = world.make("tasks", world.council, world.ana, title="Au conseil")
    eve = newcomer(world.council)
    hers = house.listen(browse(eve), f"item:{task.uid}")
    elsewhere = house.listen(browse(eve), f"space:{world.roads.uid}")
    settle(hers, elsewhere)
    Membership.objects.filter(person=eve).delete()
    assert ended(hers) == "revoked"
    task.refresh_from_db()
    with acting(world.ana):
        edit(task, {"title": "Sans elle"}, by=world.ana)
    assert hers.all(0.5) == []
    assert not elsewhere.closed


def test_an_open_space_that_closes_sends_visitors_away(
    world: World, browse: Browse, house: Served, newcomer: Newcomer
) -> None:
    visitor, member = newcomer(), newcomer(world.roads)
    task = world.make("tasks", world.roads, world.ana, title="Aux yeux de tous")
    passing = house.listen(browse(visitor), f"item:{task.uid}")
    staying = house.listen(browse(member), f"item:{task.uid}")
    settle(passing, staying)
    Space.objects.filter(pk=world.roads.pk).update(visibility="closed")
    assert ended(passing) == "revoked"
    assert not staying.closed
    Space.objects.filter(pk=world.roads.pk).update(visibility="open")


def test_an_item_given_to_fewer_people_ends_the_streams_of_the_others(
    world: World, browse: Browse, house: Served, newcomer: Newcomer
) -> None:
    task = world.make("tasks", world.council, world.ana, title="Se resserre")
    eve = newcomer(world.council)
    stream = house.listen(browse(eve), f"item:{task.uid}")
    settle(stream)
    task.audience = Audience.objects.get(key=f"person:{world.ana.pk}")
    task.save(update_fields=["audience"])
    assert ended(stream) == "revoked"


def test_signing_out_ends_the_streams_of_that_browser(
    world: World, browse: Browse, house: Served, newcomer: Newcomer
) -> None:
    eve = newcomer(world.roads)
    here, there = browse(eve), browse(eve)
    stream, other = (house.listen(client, f"space:{world.roads.uid}") for client in (here, there))
    settle(stream, other)
    here.logout()
    assert ended(stream) == "signed_out"
    assert not other.closed


def test_a10_a_new_password_ends_all_streams(
    world: World, browse: Browse, house: Served, newcomer: Newcomer
) -> None:
    eve = newcomer(world.roads)
    stream = house.listen(browse(eve), f"space:{world.roads.uid}")
    settle(stream)
    account = Account.objects.get(person=eve)
    account.set_password("une tout autre phrase")
    account.save()
    assert ended(stream) == "signed_out"


def test_a10_somebody_who_leaves_the_house_hears_no_more(
    world: World, browse: Browse, house: Served, newcomer: Newcomer
) -> None:
    eve = newcomer(world.roads)
    browser = browse(eve)
    stream = house.listen(browser, "home")
    settle(stream)
    deactivate(eve, by=None)
    assert ended(stream) in ("deactivated", "signed_out")
    assert house.listen(browser, "home").status == 401


def test_a_thirty_first_stream_takes_the_place_of_the_first(
    world: World, browse: Browse, house: Served, newcomer: Newcomer
) -> None:
    browser = browse(newcomer())
    streams = [house.listen(browser, "home") for _ in range(31)]
    assert ended(streams[0]) == "replaced"
    assert not any(stream.closed for stream in streams[1:])


def test_a_server_that_stops_ends_its_streams_at_once(world: World, browse: Browse) -> None:
    with served() as running:
        stream = running.listen(browse(world.ben), "home")
        settle(stream)
        os.kill(running.pid, signal.SIGTERM)
        assert ended(stream) == "restart"


def test_a_delegation_that_is_taken_back_ends_the_streams_it_opened(
    world: World, browse: Browse, house: Served
) -> None:
    asked = world.make("leave", world.roads, world.ben, period=PERIOD, kind="child", note="Otite")
    today = timezone.localdate()
    with acting(world.ana):
        given = delegate(world.dan, today, today, by=world.ana)
    stream = house.listen(browse(world.dan), f"item:{asked.uid}")
    settle(stream)
    with acting(world.ana):
        withdraw(given, by=world.ana)
    assert ended(stream) == "revoked"


def test_an_app_that_is_switched_off_ends_the_streams_of_whom_it_had_named(
    world: World, browse: Browse, house: Served
) -> None:
    asked = world.make("leave", world.council, world.ben, period=PERIOD, kind="child", note="Otite")
    keepers = {"keepers": Unit.objects.get(name="Mairie").pk}
    with acting(world.ana):
        answer(get("leave"), world.council, keepers, by=world.ana)
    work()
    stream = house.listen(browse(world.dan), f"item:{asked.uid}")
    settle(stream)
    with acting(world.ana):
        switch_apps(world.council, ["tasks"], by=world.ana)
    assert ended(stream) == "revoked"


def settle(*streams: Listener) -> None:
    """What was changed just before the streams opened has been told."""
    for stream in streams:
        assert stream.status == 200
    time.sleep(1.5)
    for stream in streams:
        stream.all(0.05)


def ended(stream: Listener) -> str:
    """Why a stream ended; fails when it did not in time."""
    began = time.monotonic()
    for frame in stream.all(AT_ONCE):
        if frame.event == "end":
            assert frame.at - began < AT_ONCE
            assert stream.wait_closed(1)
            return str(frame.data["reason"])
    raise AssertionError("the stream goes on")
