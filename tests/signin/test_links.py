"""One-time links."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from etabli.platform.people.leaving import deactivate
from etabli.platform.people.models import Account
from etabli.platform.signin.links import login_link
from etabli.platform.signin.models import LoginLink
from tests.signin.test_signing_in import is_in
from tests.world import World

Browse = Callable[..., Client]


def link_for(world: World) -> str:
    return login_link(Account.objects.get(person=world.ana))


def test_d8_opening_a_link_uses_nothing_up(world: World) -> None:
    path = link_for(world)
    scanner = Client()
    for _ in range(3):
        assert scanner.get(path).status_code == 200
        assert scanner.head(path).status_code == 200
    assert not is_in(scanner)
    browser = Client()
    assert "Il vous connecte une fois" in browser.get(path).content.decode()
    assert browser.post(path)["Location"] == "/"
    assert is_in(browser)


def test_a_link_works_once(world: World) -> None:
    path = link_for(world)
    Client().post(path)
    late = Client()
    assert "n’ouvre plus rien" in late.get(path).content.decode()
    late.post(path)
    assert not is_in(late)


def test_a_link_lasts_a_quarter_of_an_hour(world: World) -> None:
    path = link_for(world)
    LoginLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    browser = Client()
    browser.post(path)
    assert not is_in(browser)


def test_a_link_dies_with_the_account(world: World) -> None:
    path = link_for(world)
    deactivate(world.ana, by=None)
    assert not LoginLink.objects.exists()
    browser = Client()
    browser.post(path)
    assert not is_in(browser)


def test_only_the_digest_is_kept(world: World) -> None:
    secret = link_for(world).rstrip("/").rsplit("/", 1)[1]
    kept = LoginLink.objects.get()
    assert secret not in (kept.digest, str(kept.__dict__))
    assert len(kept.digest) == 64
    with pytest.raises(IntegrityError):
        LoginLink.objects.create(account=kept.account, digest=kept.digest)


def test_a_made_up_link_opens_nothing(world: World) -> None:
    link_for(world)
    for secret in ("x", "None", "0", "a" * 43, "%00", "é"):
        browser = Client()
        assert browser.get(f"/compte/lien/{secret}/").status_code in (200, 404)
        browser.post(f"/compte/lien/{secret}/")
        assert not is_in(browser)


def test_a_link_does_not_replace_somebody_signed_in(world: World, browse: Browse) -> None:
    path = link_for(world)
    browser = browse(world.ben)
    browser.post(path)
    assert "Ben" in browser.get("/moi/").content.decode()
