"""Signing in and out, seen from a browser."""

from django.test import Client

from tests.world import PASSWORD, World


def test_the_right_password_opens_the_house(world: World) -> None:
    browser = Client()
    page = browser.get("/compte/login/")
    assert page.status_code == 200, page
    answer = browser.post("/compte/login/", {"login": "ana@montreval.test", "password": PASSWORD})
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert browser.get("/moi/").status_code == 200
