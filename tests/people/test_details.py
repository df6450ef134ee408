"""What somebody says of herself is read by those she chose, in pages, search and the database."""

from collections.abc import Callable

import pytest
from django.test import Client

from etabli.platform.db.identity import acting
from etabli.platform.people.changing import change_profile
from etabli.platform.people.models import Person, Unit
from etabli.platform.profiles.models import Detail, Scope
from etabli.platform.profiles.saying import Given, say
from tests.world import World

Browse = Callable[..., Client]

# Ana is Ben's manager and of his unit; Chloé administers the house, in the unit above; Dan is
# there too; Guy is a guest of a space of Ana's and Ben's.
READERS = {
    Scope.GUESTS: {"ana", "ben", "chloe", "dan", "guy"},
    Scope.HOUSE: {"ana", "ben", "chloe", "dan"},
    Scope.UNIT: {"ana", "ben"},
    Scope.MANAGER: {"ana", "ben"},
    Scope.ME: {"ben"},
}


def told(world: World, scope: str, **said: str) -> None:
    say(world.ben, {name: Given(value, scope) for name, value in said.items()}, by=world.ben)


@pytest.mark.parametrize("scope", list(READERS))
def test_each_thing_is_read_by_those_it_is_for(world: World, browse: Browse, scope: Scope) -> None:
    told(world, scope, mobile="06 11 22 33 44", skills="Plongée", bio="Zazou")
    for name, person in world.people.items():
        page = browse(person).get(f"/personnes/{world.ben.uid}/").content.decode()
        reads = name in READERS[scope]
        assert [word in page for word in ("06 11 22 33 44", "Plongée", "Zazou")] == [reads] * 3, (
            name
        )
        # The second wall gives the same rows to a query that forgets the first.
        with acting(person):
            assert Detail.objects.filter(person=world.ben).exists() == reads, name


@pytest.mark.parametrize("scope", list(READERS))
def test_search_finds_by_what_the_whole_house_may_read(
    world: World, browse: Browse, scope: Scope
) -> None:
    told(world, scope, bio="Zazou", skills="Plongée")
    open_to = READERS[scope] if scope in (Scope.HOUSE, Scope.GUESTS) else set()
    for name, person in world.people.items():
        for asked in ("zazou", "plongee"):
            page = browse(person).get(f"/recherche/?q={asked}").content.decode()
            assert ("Ben Roy" in page.split("<main")[1]) == (name in open_to), (name, asked)


def test_guests_do_not_find_by_a_unit_they_are_not_shown(world: World, browse: Browse) -> None:
    for path in ("/recherche/?q=techniques", "/personnes/?q=techniques"):
        assert "Ben Roy" in browse(world.dan).get(path).content.decode().split("<main")[1]
        assert "Ben Roy" not in browse(world.guy).get(path).content.decode().split("<main")[1]


def test_readers_follow_unit_and_manager_at_once(world: World, browse: Browse) -> None:
    told(world, Scope.UNIT, mobile="06 11 22 33 44")
    profile = f"/personnes/{world.ben.uid}/"
    assert "06 11 22 33 44" not in browse(world.dan).get(profile).content.decode()
    change_profile(world.dan, {"unit": world.ben.unit}, by=None)
    assert "06 11 22 33 44" in browse(world.dan).get(profile).content.decode()
    told(world, Scope.MANAGER, mobile="06 11 22 33 44")
    change_profile(world.ben, {"manager": world.dan}, by=None)
    assert "06 11 22 33 44" in browse(world.dan).get(profile).content.decode()
    assert "06 11 22 33 44" not in browse(world.ana).get(profile).content.decode()


def test_a_unit_below_is_of_the_unit_and_one_above_is_not(world: World) -> None:
    below = Unit.objects.create(name="Régie", parent=world.ben.unit)
    below.path = [*world.ben.unit.path, below.pk]
    below.save()
    change_profile(world.dan, {"unit": below}, by=None)
    told(world, Scope.UNIT, mobile="06 11 22 33 44")
    with acting(world.dan):
        assert Detail.objects.filter(field="mobile").exists()
    with acting(world.chloe):
        assert not Detail.objects.filter(field="mobile").exists()


def test_one_chooses_in_ones_own_page(world: World, browse: Browse) -> None:
    ben = browse(world.ben)
    given = {"birthday": "7/3", "see_birthday": "house", "languages": "Français, français; Arabe"}
    assert ben.post("/moi/", given).status_code == 302
    page = browse(world.dan).get(f"/personnes/{world.ben.uid}/").content.decode()
    assert "7 mars" in page and "Français, Arabe" in page
    assert 'value="7/3"' in ben.get("/moi/").content.decode()
    for wrong in ("31/2", "0/5", "demain", "7/3/1990"):
        answer = ben.post("/moi/", {"birthday": wrong, "bio": "perdu ?"})
        assert answer.status_code == 422 and "perdu ?" in answer.content.decode(), wrong
    assert ben.post("/moi/", {"phone": "0400", "see_phone": "monde"}).status_code == 422
    assert Detail.objects.get(field="birthday").value == "03-07"
    ben.post("/moi/", {"birthday": ""})
    assert not Detail.objects.filter(field="birthday").exists()


def test_an_administrator_does_not_widen_what_somebody_keeps(world: World) -> None:
    told(world, Scope.ME, mobile="06 11 22 33 44")
    with acting(world.chloe):
        say(world.ben, {"mobile": Given("06 99 99 99 99", Scope.HOUSE)}, by=world.chloe)
    kept = Detail.objects.get(person=world.ben, field="mobile")
    assert (kept.value, kept.scope) == ("06 11 22 33 44", Scope.ME)


def test_nobody_else_speaks_for_somebody(world: World) -> None:
    forged = {"person_id": world.ben.pk, "field": "bio", "value": "Faux", "folded": "faux"}
    with pytest.raises(Exception, match="row-level security"), acting(world.ana):
        Detail.objects.create(**forged)
    told(world, Scope.HOUSE, bio="Vrai")
    with acting(world.ana):
        assert not Detail.objects.filter(person=world.ben).update(value="Faux")
        assert not Detail.objects.filter(person=world.ben).delete()[0]
    assert Detail.objects.get(person=world.ben).value == "Vrai"


def test_a_guest_says_things_of_herself(world: World, browse: Browse) -> None:
    guy = browse(world.guy)
    assert guy.post("/moi/", {"phone": "04 11 11 11 11", "see_phone": "house"}).status_code == 302
    for person in (world.ana, world.dan):
        shown = browse(person).get(f"/personnes/{world.guy.uid}/").content.decode()
        assert "04 11 11 11 11" in shown
    assert Person.objects.filter(pk=world.guy.pk).exists()
