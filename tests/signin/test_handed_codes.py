"""Those who have no address come in by a code on paper, from somebody who knows them."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from etabli.platform.events.models import Event
from etabli.platform.people.models import Account, Person
from etabli.platform.spaces.models import Membership, Rank
from etabli.platform.staff.codes import TRIES, suggested_login
from etabli.platform.staff.models import HandedCode
from tests.world import PASSWORD, World

Browse = Callable[..., Client]
ENTER = "/compte/code-remis/"


@pytest.fixture
def nazari(world: World) -> Person:
    """Béhrouz has no address; Ben is his manager, and Ana animates his space."""
    cache.clear()
    made = Person.objects.create(name="Béhrouz Nazari", manager=world.ben)
    Membership.objects.create(space=world.roads, person=made, rank=Rank.MEMBER)
    return made


def handed(browser: Client, to: Person, login: str = "b.nazari") -> str:
    page = browser.post(f"/personnes/{to.uid}/code/", {"login": login}).content.decode()
    found = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", page)
    assert found and "data:image/svg" in page and login in page, page[-3000:]
    return found[0]


def test_a_sheet_lets_in_once_and_a_password_is_chosen(
    world: World, browse: Browse, client: Client, nazari: Person
) -> None:
    code = handed(browse(world.ben), nazari)
    typed = {"login": "B.Nazari ", "code": code.lower().replace("-", " ")}
    came = client.post(ENTER, typed)
    assert came["Location"] == "/compte/password/set/"
    chosen = {"password1": "un café au dépôt", "password2": "un café au dépôt"}
    assert client.post("/compte/password/set/", chosen).status_code == 302
    client.logout()
    assert client.post(ENTER, typed).status_code == 200, "once only"
    cache.clear()
    given = {"login": "b.nazari", "password": "un café au dépôt"}
    assert client.post("/compte/login/", given)["Location"] == "/"
    assert Account.objects.get(person=nazari).email is None


def test_who_may_hand_a_code_to_whom(world: World, browse: Browse, nazari: Person) -> None:
    page = f"/personnes/{nazari.uid}/code/"
    for person, status in (("ana", 200), ("ben", 200), ("chloe", 200), ("dan", 404), ("guy", 404)):
        assert browse(world.people[person]).get(page).status_code == status, person
    shown = browse(world.ben).get(f"/personnes/{nazari.uid}/").content.decode()
    assert page in shown
    assert page not in browse(world.dan).get(f"/personnes/{nazari.uid}/").content.decode()
    # Nobody who gets letters: hers come by mail, and from nobody's hand.
    assert browse(world.chloe).get(f"/personnes/{world.ben.uid}/code/").status_code == 404
    Person.objects.filter(pk=nazari.pk).update(role="admin")
    assert browse(world.ben).get(page).status_code == 404, "never to a higher role"
    assert browse(world.ana).post(page, {"login": "x.x"}).status_code == 404
    assert browse(world.chloe).get(page).status_code == 200


def test_an_animator_hands_none_to_the_owner(world: World, browse: Browse, nazari: Person) -> None:
    Person.objects.filter(pk=nazari.pk).update(manager=None)
    Membership.objects.filter(person=nazari).update(rank=Rank.OWNER)
    Membership.objects.filter(person=world.ben, space=world.roads).update(rank=Rank.ANIMATOR)
    page = f"/personnes/{nazari.uid}/code/"
    assert browse(world.ben).get(page).status_code == 404
    Membership.objects.filter(person=nazari).update(rank=Rank.ANIMATOR)
    assert browse(world.ben).get(page).status_code == 200


def test_a_code_expires_is_replaced_and_is_not_guessed(
    world: World, browse: Browse, client: Client, nazari: Person
) -> None:
    ben = browse(world.ben)
    first, second = handed(ben, nazari), handed(ben, nazari)
    assert client.post(ENTER, {"login": "b.nazari", "code": first}).status_code == 200
    HandedCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(ENTER, {"login": "b.nazari", "code": second}).status_code == 200
    third = handed(ben, nazari)
    for n in range(TRIES):
        cache.clear()
        wrong = {"login": "b.nazari", "code": f"AAAA-AAAA-AAA{'BCDEFGHJKM'[n]}"}
        assert "ne vont pas ensemble" in client.post(ENTER, wrong).content.decode()
    cache.clear()
    assert client.post(ENTER, {"login": "b.nazari", "code": third}).status_code == 200
    assert third.replace("-", "") not in str(list(HandedCode.objects.values_list("digest")))


def test_recovery_ends_the_former_password_and_its_sessions(
    world: World, browse: Browse, client: Client, nazari: Person
) -> None:
    account = Account.objects.create_account(nazari, login="b.nazari", password=PASSWORD)
    elsewhere = Client()
    cache.clear()
    elsewhere.post("/compte/login/", {"login": "b.nazari", "password": PASSWORD})
    assert elsewhere.get("/moi/").status_code == 200
    code = handed(browse(world.ana), nazari)
    assert elsewhere.get("/moi/").status_code == 200, "until it is used"
    client.post(ENTER, {"login": "b.nazari", "code": code})
    assert elsewhere.get("/moi/").status_code == 302
    account.refresh_from_db()
    assert not account.has_usable_password()


def test_it_is_recorded_and_told_at_the_next_sign_in(
    world: World, browse: Browse, client: Client, nazari: Person
) -> None:
    Account.objects.create_account(nazari, login="b.nazari", password=PASSWORD)
    handed(browse(world.ana), nazari)
    event = Event.objects.get(verb="code_handed")
    assert (event.actor_id, event.person_id) == (world.ana.pk, nazari.pk)
    cache.clear()
    given = {"login": "b.nazari", "password": PASSWORD}
    page = client.post("/compte/login/", given, follow=True).content.decode()
    assert "Ana Diaz a préparé un code" in page
    client.logout()
    cache.clear()
    again = client.post("/compte/login/", given, follow=True).content.decode()
    assert "a préparé un code" not in again


def test_logins_are_suggested_and_refused_in_a_sentence(
    world: World, browse: Browse, nazari: Person
) -> None:
    assert suggested_login(nazari) == "b.nazari"
    Account.objects.create_account(world.guy.__class__.objects.create(name="X"), login="b.nazari",
                                   password=PASSWORD)  # fmt: skip
    assert suggested_login(nazari) == "b.nazari2"
    page = f"/personnes/{nazari.uid}/code/"
    for wrong in ("", "é", "b.nazari", "a b"):
        answer = browse(world.ben).post(page, {"login": wrong})
        assert answer.status_code == 422, wrong
    assert not HandedCode.objects.exists()
