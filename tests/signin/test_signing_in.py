"""Signing in and out, seen from a browser."""

import time
from collections.abc import Callable

from django.core.mail import EmailMultiAlternatives
from django.test import Client

from etabli.platform.people.leaving import deactivate
from etabli.platform.people.models import Account
from tests.signin.conftest import code_in
from tests.world import PASSWORD, World

Mailbox = Callable[[], list[EmailMultiAlternatives]]

LOGIN = "/compte/login/"
CODE = "/compte/login/code/"
RESET = "/compte/password/reset/"


def sign_in(browser: Client, name: str, password: str = PASSWORD) -> int:
    return browser.post(LOGIN, {"login": name, "password": password}).status_code


def is_in(browser: Client) -> bool:
    return browser.get("/moi/").status_code == 200


def test_the_right_password_opens_the_house(world: World) -> None:
    browser = Client()
    assert browser.get(LOGIN).status_code == 200
    answer = browser.post(LOGIN, {"login": "ana@montreval.test", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(browser)


def test_a_login_without_an_address_opens_it_too(world: World) -> None:
    Account.objects.filter(person=world.dan).update(email=None, login="dan.weiss")
    browser = Client()
    assert sign_in(browser, "Dan.Weiss") == 302
    assert is_in(browser)


def test_a_wrong_password_says_so_beside_the_field_and_keeps_the_address(world: World) -> None:
    page = Client().post(LOGIN, {"login": "ana@montreval.test", "password": "faux"})
    text = page.content.decode()
    assert 'value="ana@montreval.test"' in text
    assert "Cela ne correspond pas" in text
    assert 'aria-invalid="true"' in text


def test_there_is_no_sign_up(world: World) -> None:
    for path in ("/compte/signup/", "/compte/signup/passkey/", "/accounts/signup/"):
        assert Client().get(path).status_code == 404
        assert Client().post(path, {"email": "x@y.fr"}).status_code == 404


def test_signing_out_closes_the_door(world: World) -> None:
    browser = Client()
    sign_in(browser, "ana@montreval.test")
    browser.post("/compte/logout/")
    assert not is_in(browser)


def test_b16_where_one_was_going_is_remembered_but_never_another_site(world: World) -> None:
    browser = Client()
    away = browser.get("/moi/")
    assert away["Location"].startswith("/compte/login/?next=/moi/")
    given = {"login": "ana@montreval.test", "password": PASSWORD}
    assert browser.post(LOGIN, given | {"next": "/moi/"})["Location"] == "/moi/"
    assert Client().post(LOGIN, given | {"next": "//evil.test/"})["Location"] == "/"
    assert Client().post(LOGIN, given | {"next": "https://evil.test/"})["Location"] == "/"


def test_d8_nobody_learns_whether_an_address_is_known(world: World, mailbox: Mailbox) -> None:
    for start, field, end in (
        (CODE, "email", "/compte/login/code/confirm/"),
        (RESET, "email", "/compte/password/reset/confirm/"),
    ):
        pages = []
        for address in ("ana@montreval.test", "xyz@montreval.test"):
            browser = Client()
            answer = browser.post(start, {field: address})
            assert (answer.status_code, answer["Location"]) == (302, end)
            pages.append(browser.get(end).content.decode().replace(address, "*"))
        assert _without_tokens(pages[0]) == _without_tokens(pages[1])
    assert {letter.to[0] for letter in mailbox()} == {"ana@montreval.test"}


def test_d8_a_password_takes_as_long_for_nobody(world: World) -> None:
    def spent(name: str) -> float:
        began = time.perf_counter()
        sign_in(Client(), name, "faux faux faux")
        return time.perf_counter() - began

    for name in ("ana@montreval.test", "xyz@montreval.test"):
        spent(name)
    known = min(spent("ana@montreval.test") for _ in range(3))
    unknown = min(spent("xyz@montreval.test") for _ in range(3))
    assert abs(known - unknown) < 0.5 * max(known, unknown) + 0.02


def test_trying_passwords_is_stopped(world: World) -> None:
    for _ in range(5):
        sign_in(Client(), "ana@montreval.test", "faux")
    page = Client().post(LOGIN, {"login": "ana@montreval.test", "password": PASSWORD})
    assert "Trop d’essais" in page.content.decode()


def test_a_code_by_mail_opens_the_house_once(world: World, mailbox: Mailbox) -> None:
    browser = Client()
    browser.post(CODE, {"email": "ana@montreval.test"})
    letter = mailbox()[-1]
    assert letter.to == ["ana@montreval.test"]
    code = code_in(letter)
    page = browser.post("/compte/login/code/confirm/", {"code": "AAAA-AAAA"})
    assert "n’est pas l" in page.content.decode()
    assert browser.post("/compte/login/code/confirm/", {"code": code}).status_code == 302
    assert is_in(browser)
    browser.post("/compte/logout/")
    assert browser.post("/compte/login/code/confirm/", {"code": code})["Location"] != "/"
    assert not is_in(browser)


def test_a_code_belongs_to_the_browser_that_asked(world: World, mailbox: Mailbox) -> None:
    Client().post(CODE, {"email": "ana@montreval.test"})
    thief = Client()
    thief.post("/compte/login/code/confirm/", {"code": code_in(mailbox()[-1])})
    assert not is_in(thief)


def test_one_may_ask_for_a_code_and_think_again(world: World, mailbox: Mailbox) -> None:
    browser = Client()
    browser.post(CODE, {"email": "ana@montreval.tset"})
    assert browser.get(CODE)["Location"] == "/compte/login/code/confirm/"
    browser.post("/compte/logout/", {"next": CODE})
    assert browser.get(CODE).status_code == 200
    assert sign_in(browser, "ana@montreval.test") == 302
    assert is_in(browser)


def test_a_forgotten_password_is_replaced_and_other_devices_leave(
    world: World, mailbox: Mailbox
) -> None:
    phone, browser = Client(), Client()
    sign_in(phone, "ana@montreval.test")
    browser.post(RESET, {"email": "ana@montreval.test"})
    code = code_in(mailbox()[-1])
    answer = browser.post("/compte/password/reset/confirm/", {"code": code})
    assert answer["Location"] == "/compte/password/reset/complete/"
    new = "encore une longue phrase"
    done = browser.post(answer["Location"], {"password1": new, "password2": new})
    assert done["Location"] == "/compte/password/reset/done/"
    assert not is_in(browser), "a new password does not sign in by itself"
    assert not is_in(phone)
    assert sign_in(browser, "ana@montreval.test", new) == 302
    again = Client().post("/compte/password/reset/confirm/", {"code": code})
    assert again["Location"] == LOGIN


def test_somebody_deactivated_is_told_and_gets_no_letter(world: World, mailbox: Mailbox) -> None:
    deactivate(world.ana, by=None)
    browser = Client()
    answer = browser.post(LOGIN, {"login": "ana@montreval.test", "password": PASSWORD})
    assert answer["Location"] == "/compte/inactive/"
    assert browser.get("/compte/inactive/").status_code == 200
    assert not is_in(browser)
    Client().post(CODE, {"email": "ana@montreval.test"})
    assert mailbox() == []


def test_pages_speak_the_language_chosen_before_sign_in(world: World) -> None:
    browser = Client(headers={"accept-language": "fr"})
    assert "Se connecter" in browser.get(LOGIN).content.decode()
    browser.post("/compte/langue/", {"language": "en", "next": LOGIN})
    assert "Sign in" in browser.get(LOGIN).content.decode()


def _without_tokens(text: str) -> str:
    lines = text.splitlines()
    return "\n".join(line for line in lines if "csrf" not in line and "nonce" not in line)
