"""Sessions: rotated, listed, ended."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from etabli.platform.people.leaving import deactivate
from etabli.platform.people.models import Account
from etabli.platform.signin.kept_sessions import SessionStore
from etabli.platform.signin.sessions import device_named
from tests import databases
from tests import world as worlds
from tests.signin.test_signing_in import is_in, sign_in
from tests.world import PASSWORD, World

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"


def test_d9_the_session_changes_its_key_at_sign_in(world: World) -> None:
    browser = Client()
    before = browser.session.session_key
    sign_in(browser, "ana@montreval.test")
    assert browser.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_d9_places_are_listed_and_closed_one_by_one(world: World) -> None:
    here, there = Client(), Client(headers={"user-agent": FIREFOX})
    sign_in(here, "ana@montreval.test")
    sign_in(there, "ana@montreval.test")
    page = here.get("/compte/securite/").content.decode()
    assert "Firefox, Windows" in page
    seat = page.split('name="seat" value="')[1].split('"')[0]
    here.post("/compte/securite/appareils/", {"seat": seat})
    assert is_in(here)
    assert not is_in(there)


def test_d9_everywhere_else_is_closed_at_once(world: World) -> None:
    here, there = Client(), Client()
    sign_in(here, "ana@montreval.test")
    sign_in(there, "ana@montreval.test")
    here.post("/compte/securite/appareils/")
    assert (is_in(here), is_in(there)) == (True, False)


def test_nobody_closes_the_session_of_another(world: World) -> None:
    ana, ben = Client(), Client()
    sign_in(ana, "ana@montreval.test")
    sign_in(ben, "ben@montreval.test")
    for seat in range(1, 6):
        ben.post("/compte/securite/appareils/", {"seat": str(seat)})
    for junk in ("", "x", "-1", "9" * 40, "٣"):
        assert ben.post("/compte/securite/appareils/", {"seat": junk}).status_code == 302
    assert is_in(ana)


def test_a_changed_password_leaves_this_device_alone(world: World) -> None:
    here, there = Client(), Client()
    sign_in(here, "ana@montreval.test")
    sign_in(there, "ana@montreval.test")
    new = "une autre longue phrase"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/compte/password/change/", given).status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)


def test_a10_leaving_the_house_ends_every_session_at_once(world: World) -> None:
    browser = Client()
    sign_in(browser, "ana@montreval.test")
    key = browser.session.session_key
    deactivate(world.ana, by=None)
    assert not Session.objects.filter(session_key=key).exists()
    assert not is_in(browser)


def test_staying_signed_in_is_asked(world: World) -> None:
    brief, long = Client(), Client()
    sign_in(brief, "ana@montreval.test")
    given = {"login": "ana@montreval.test", "password": PASSWORD, "remember": "on"}
    long.post("/compte/login/", given)
    assert brief.session.get_expire_at_browser_close()
    assert long.session.get_expiry_age() > 29 * 24 * 3600


def test_d9_a_session_left_for_two_weeks_is_over(world: World) -> None:
    browser = Client()
    given = {"login": "ana@montreval.test", "password": PASSWORD, "remember": "on"}
    browser.post("/compte/login/", given)
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(days=15))
    assert not is_in(browser)
    assert not UserSession.objects.exists()


def test_d9_and_a_month_is_the_most(world: World) -> None:
    browser = Client()
    given = {"login": "ana@montreval.test", "password": PASSWORD, "remember": "on"}
    browser.post("/compte/login/", given)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert not is_in(browser)


def test_authenticated_pages_are_not_kept_by_caches(world: World) -> None:
    browser = Client()
    sign_in(browser, "ana@montreval.test")
    assert "no-store" in browser.get("/moi/")["Cache-Control"]


def test_every_account_has_its_address_verified(world: World) -> None:
    account = Account.objects.get(person=world.ana)
    rows = list(account.emailaddress_set.values_list("email", "verified", "primary"))
    assert rows == [("ana@montreval.test", True, True)]
    account.email = "ana.diaz@montreval.test"
    account.save()
    rows = list(account.emailaddress_set.filter(primary=True).values_list("email", flat=True))
    assert rows == ["ana.diaz@montreval.test"]


def test_a_device_is_named_by_its_family() -> None:
    assert device_named(FIREFOX) == "Firefox, Windows"
    assert device_named("Mozilla/5.0 (iPhone) Version/17.0 Safari/605.1") == "Safari, iOS"


def test_f1_a_database_that_went_away_is_not_taken_for_a_closed_session(world: World) -> None:
    """Django would say that the request was bad, after a change that was done."""
    kept = SessionStore(worlds.signed_in(world.ana).session.session_key)
    kept["seen"] = True
    with databases.server().admin() as admin:
        name = connection.settings_dict["NAME"]
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
    with pytest.raises(OperationalError):
        kept.save()
    databases.close_all()
    kept.save()
    SessionStore(kept.session_key).delete()
    with pytest.raises(UpdateError):
        kept.save()
