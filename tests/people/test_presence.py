"""Who is there: what people say of the moment, and the leave that was granted."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from etabli.platform.db.identity import acting
from etabli.platform.profiles.models import Presence
from tests.world import World

Browse = Callable[..., Client]


def in_hours(hours: int) -> str:
    return timezone.localtime(timezone.now() + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def test_one_says_where_one_is_and_comes_back(world: World, browse: Browse) -> None:
    ben, profile = browse(world.ben), f"/personnes/{world.ben.uid}/"
    given = {"kind": "meeting", "until": in_hours(2), "words": "Salle du Conseil"}
    assert ben.post("/moi/presence/", given).status_code == 302
    page = browse(world.dan).get(profile).content.decode()
    assert "En réunion" in page and "Salle du Conseil" in page
    guest = browse(world.guy).get(profile).content.decode()
    assert "En réunion" not in guest and "Salle du Conseil" not in guest
    with acting(world.guy):
        assert not Presence.objects.exists()
    ben.post("/moi/presence/")
    assert "En réunion" not in browse(world.dan).get(profile).content.decode()


def test_it_goes_away_by_itself(world: World, browse: Browse) -> None:
    browse(world.ben).post("/moi/presence/", {"kind": "away", "until": in_hours(2)})
    Presence.objects.update(until=timezone.now() - timedelta(minutes=1))
    page = browse(world.dan).get(f"/personnes/{world.ben.uid}/").content.decode()
    assert "Absent" not in page.split("<main")[1]


def test_a_moment_gone_or_too_far_is_refused(world: World, browse: Browse) -> None:
    ben = browse(world.ben)
    for until in ("", "hier", in_hours(-1), in_hours(24 * 400)):
        answer = ben.post("/moi/presence/", {"kind": "away", "until": until, "words": "À garder"})
        assert answer.status_code == 422 and "À garder" in answer.content.decode()
    assert ben.post("/moi/presence/", {"kind": "lune", "until": in_hours(1)}).status_code == 422
    assert not Presence.objects.exists()
