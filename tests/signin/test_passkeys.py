"""Passkeys, in a real browser with a virtual authenticator."""

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Browser, Page, expect, sync_playwright

from etabli.platform.people.models import Account
from tests.live.serving import Served, served
from tests.ui.conftest import FLAGS
from tests.world import PASSWORD, World

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def house(world: World) -> Iterator[Served]:
    # The hasher of tests is fast, and the server does not know it.
    argon2 = make_password(PASSWORD, hasher="argon2")
    Account.objects.filter(person=world.ana).update(password=argon2)
    with served() as running:
        yield running


@pytest.fixture
def page(chromium: Browser, house: Served) -> Iterator[Page]:
    """A page whose device has a finger to give."""
    # Passkeys belong to a name: an address in figures has none.
    context = chromium.new_context(base_url=f"http://localhost:{house.port}", locale="fr-FR")
    opened = context.new_page()
    device = context.new_cdp_session(opened)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield opened
    context.close()


def sign_in(page: Page) -> None:
    page.goto("/compte/login/")
    page.get_by_label("Identifiant ou adresse de courriel").fill("ana@montreval.test")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url(re.compile(r":\d+/$"))


def add_passkey(page: Page) -> None:
    page.goto("/compte/passkeys/add/")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Confirmer").click()
    page.get_by_label("Nom").fill("Téléphone de service")
    page.get_by_role("button", name="Créer la clé d’accès").click()
    page.wait_for_url("**/compte/codes/")


def sign_out(page: Page) -> None:
    page.goto("/compte/logout/")
    page.locator("main form").get_by_role("button", name="Se déconnecter").click()


def test_a_passkey_replaces_the_password(world: World, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    sign_in(page)
    add_passkey(page)
    page.goto("/compte/securite/")
    expect(page.get_by_text("Téléphone de service").first).to_be_visible()

    sign_out(page)
    page.goto("/compte/login/")
    page.get_by_role("button", name="Avec une clé d’accès").click()
    page.wait_for_url(re.compile(r":\d+/$"))
    page.goto("/moi/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vos réglages")
    assert said == [], "the content security policy lets it all through"


def test_a_passkey_is_also_the_second_proof(world: World, page: Page) -> None:
    sign_in(page)
    add_passkey(page)
    sign_out(page)
    page.goto("/compte/login/")
    page.get_by_label("Identifiant ou adresse de courriel").fill("ana@montreval.test")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**/compte/login/second/")
    page.get_by_role("button", name="Avec une clé d’accès").click()
    page.wait_for_url(re.compile(r":\d+/$"))


def test_d6_a_passkey_that_was_removed_opens_nothing(world: World, page: Page) -> None:
    sign_in(page)
    add_passkey(page)
    Authenticator.objects.all().delete()
    sign_out(page)
    page.goto("/compte/login/")
    page.get_by_role("button", name="Avec une clé d’accès").click()
    expect(page.get_by_text("Cette preuve n’est pas la bonne")).to_be_visible()
    page.goto("/moi/")
    expect(page).to_have_url(re.compile("/compte/login/"))
