"""A second proof: codes of an application, recovery codes, and what they protect."""

import re
from collections.abc import Callable

import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from etabli.platform.people.models import Account
from etabli.platform.signin.links import login_link
from tests.signin.conftest import code_in
from tests.signin.test_signing_in import CODE, RESET, is_in, sign_in
from tests.world import PASSWORD, World

Mailbox = Callable[[], list[EmailMultiAlternatives]]
SECOND = "/compte/login/second/"


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def confirm(browser: Client) -> None:
    """Say again who one is."""
    assert browser.post("/compte/reauthenticate/", {"password": PASSWORD}).status_code == 302


def turned_on(browser: Client) -> str:
    """Set the application up, as Ana; returns its secret."""
    confirm(browser)
    page = browser.get("/compte/totp/activate/").content.decode()
    found = re.search(r'<code class="break">([A-Z2-7]+)</code>', page)
    assert found
    secret = found.group(1)
    answer = browser.post("/compte/totp/activate/", {"code": code_of(secret)})
    assert answer["Location"] == "/compte/codes/", answer.content.decode()[-2000:]
    return secret


def test_the_application_is_asked_after_the_password(world: World) -> None:
    here = Client()
    sign_in(here, "ana@montreval.test")
    with time_machine.travel("2026-11-23T10:00:00Z", tick=False):
        secret = turned_on(here)
        page = here.get("/compte/codes/").content.decode()
    codes = re.findall(r"<li><code>([^<]+)</code>", page)
    assert len(codes) == 10

    there = Client()
    with time_machine.travel("2026-11-23T10:05:00Z", tick=False):
        sign_in(there, "ana@montreval.test")
        assert not is_in(there), "half signed in is not signed in"
        assert there.get("/personnes/").status_code == 302
        assert there.post(SECOND, {"code": "000000"}).status_code == 200
        assert there.post(SECOND, {"code": code_of(secret)}).status_code == 302
        assert is_in(there)
        replay = Client()
        sign_in(replay, "ana@montreval.test")
        replay.post(SECOND, {"code": code_of(secret)})
        assert not is_in(replay), "d7: a code is used once"

    lost = Client()
    sign_in(lost, "ana@montreval.test")
    lost.post(SECOND, {"code": codes[0]})
    assert is_in(lost)
    again = Client()
    sign_in(again, "ana@montreval.test")
    again.post(SECOND, {"code": codes[0]})
    assert not is_in(again), "d7: a recovery code too"


def test_d8_no_other_way_in_skips_it(world: World, mailbox: Mailbox) -> None:
    here = Client()
    sign_in(here, "ana@montreval.test")
    turned_on(here)

    by_code = Client()
    by_code.post(CODE, {"email": "ana@montreval.test"})
    letter = next(one for one in mailbox() if "connexion" in one.subject)
    answer = by_code.post("/compte/login/code/confirm/", {"code": code_in(letter)})
    assert answer["Location"] == SECOND
    assert not is_in(by_code)

    by_reset = Client()
    by_reset.post(RESET, {"email": "ana@montreval.test"})
    letter = next(one for one in mailbox() if "mot de passe" in one.subject)
    by_reset.post("/compte/password/reset/confirm/", {"code": code_in(letter)})
    new = "encore une longue phrase"
    by_reset.post("/compte/password/reset/complete/", {"password1": new, "password2": new})
    sign_in(by_reset, "ana@montreval.test", new)
    assert not is_in(by_reset)

    by_link = Client()
    assert by_link.post(login_link(Account.objects.get(person=world.ana)))["Location"] == SECOND
    assert not is_in(by_link)


def test_seeds_are_not_in_the_database_in_clear(world: World) -> None:
    here = Client()
    sign_in(here, "ana@montreval.test")
    secret = turned_on(here)
    for kept in Authenticator.objects.all():
        assert secret not in str(kept.data)


def test_touching_protections_asks_who_one_is_after_a_while(world: World) -> None:
    here = Client()
    with time_machine.travel("2026-11-23T10:00:00Z"):
        sign_in(here, "ana@montreval.test")
        asked = here.get("/compte/totp/activate/")
        assert asked["Location"].startswith("/compte/reauthenticate/")
        assert "Est-ce bien vous" in here.get(asked["Location"]).content.decode()
        confirm(here)
        assert here.get("/compte/totp/activate/").status_code == 200
    with time_machine.travel("2026-11-23T10:30:00Z"):
        answer = here.get("/compte/totp/activate/")
        assert answer["Location"].startswith("/compte/reauthenticate/")


def test_turning_it_off_is_told_by_mail(world: World, mailbox: Mailbox) -> None:
    here = Client()
    sign_in(here, "ana@montreval.test")
    turned_on(here)
    assert here.post("/compte/totp/deactivate/").status_code == 302
    assert not Authenticator.objects.filter(type="totp").exists()
    said = [letter.body for letter in mailbox()]
    assert any("ne demande plus" in str(body) for body in said)
    there = Client()
    sign_in(there, "ana@montreval.test")
    assert is_in(there)


def test_the_screens_of_protections_open(world: World) -> None:
    here = Client()
    sign_in(here, "ana@montreval.test")
    turned_on(here)
    for path in (
        "/compte/securite/",
        "/compte/email/",
        "/compte/password/change/",
        "/compte/passkeys/add/",
        "/compte/totp/deactivate/",
        "/compte/codes/",
        "/compte/codes/generate/",
        "/compte/codes/download/",
        "/compte/logout/",
        "/compte/reauthenticate/",
        "/compte/reauthenticate/code/",
    ):
        assert here.get(path).status_code == 200, path


def test_a_new_address_is_kept_once_its_code_is_typed(world: World, mailbox: Mailbox) -> None:
    here = Client()
    sign_in(here, "ana@montreval.test")
    new = "ana.diaz@montreval.test"
    confirm(here)
    answer = here.post("/compte/email/", {"email": new, "action_add": "1"})
    assert answer["Location"] == "/compte/email/confirm/", answer.content.decode()[-1500:]
    assert Account.objects.get(person=world.ana).email == "ana@montreval.test"
    letter = next(one for one in mailbox() if one.to == [new])
    here.post("/compte/email/confirm/", {"code": code_in(letter)})
    assert Account.objects.get(person=world.ana).email == new
    assert sign_in(Client(), new) == 302
    assert any(one.to == ["ana@montreval.test"] for one in mailbox()), "the former one is told"
