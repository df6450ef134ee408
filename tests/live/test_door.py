"""Who gets no stream, and why."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from etabli.platform.live.forgetting import forget_old_changes
from etabli.platform.people.models import Account, Person
from tests.live.serving import Served
from tests.world import World

Browse = Callable[[Person], Client]


def test_nobody_listens_without_signing_in(house: Served) -> None:
    assert house.ask("/live/stream?topics=home") == (401, "Sign in first.\n")
    for cookie in ("sessionid=", "sessionid=x", "sessionid=" + "a" * 32, 'sessionid="\\"; é'):
        status, _ = house.ask("/live/stream?topics=home", Cookie=cookie.encode().decode("latin-1"))
        assert status == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://elsewhere.test"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Host": "elsewhere.test"}, 400),
    ],
)
def test_other_sites_get_no_stream(
    world: World, browse: Browse, house: Served, headers: dict[str, str], status: int
) -> None:
    assert house.listen(browse(world.ben), "home", **headers).status == status


def test_this_site_gets_one(world: World, browse: Browse, house: Served) -> None:
    headers = {"Origin": f"http://127.0.0.1:{house.port}", "Sec-Fetch-Site": "same-origin"}
    assert house.listen(browse(world.ben), "home", **headers).status == 200


def test_questions_that_make_no_sense_are_refused_with_a_sentence(
    world: World, browse: Browse, house: Served
) -> None:
    ben = browse(world.ben)
    for topics in ("", "item:1", "nothing", "item:'; DROP TABLE items_item;--", "%00", "x" * 900):
        assert house.listen(ben, topics.replace(" ", "%20")).status == 400
    assert house.listen(ben, "home&after=abc").status == 200
    assert house.listen(ben, "home," + "a" * 30_000).status == 414
    assert house.ask("/live/other")[0] == 404


def test_the_session_of_an_account_that_was_closed_opens_nothing(
    world: World, browse: Browse, house: Served
) -> None:
    dan = browse(world.dan)
    Account.objects.filter(person=world.dan).update(is_active=False)
    assert house.listen(dan, "home").status == 401


def test_lines_about_rights_are_forgotten_after_an_hour(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO live_change (at, person_id)"
            " VALUES (now() - interval '2 hours', -1), (now(), -2)"
        )
        forget_old_changes()
        cursor.execute("SELECT person_id FROM live_change WHERE person_id < 0")
        assert cursor.fetchall() == [(-2,)]
