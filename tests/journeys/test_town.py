"""The town of the demonstration: enough people for what needs them to be seen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from etabli.platform.awaited.progress import LEAST, progress_of
from etabli.platform.db.identity import acting
from etabli.platform.directory.absence import away_now
from etabli.platform.items.models import Item
from etabli.platform.people.models import Account, Person
from etabli.platform.setup import demo
from etabli.platform.spaces.models import Space
from etabli.site.cli.demo import refuse_others
from etabli.site.terminal import CommandFault
from tests.journeys.conftest import named, nothing_wrong


def test_some_sixty_people_of_every_kind(town: str) -> None:
    people = Person.objects.filter(origin__startswith="demo:")
    assert 60 <= people.count() <= 70
    month = timezone.now() - timedelta(days=30)
    assert 4 <= people.filter(kind="person", joined_at__gte=month).count() <= 8
    assert people.filter(kind="guest").count() == 3
    assert Account.objects.filter(email=None, login__isnull=False).count() > 15
    heads = people.filter(kind="person", manager=None)
    assert [head.name for head in heads] == ["Solène Le Goff"]


def test_everybody_who_is_told_can_sign_in(town: str) -> None:
    told = demo.credentials()
    assert len(told) == 8
    for _who, name, password in told:
        browser = Client()
        answer = browser.post("/compte/login/", {"login": name, "password": password})
        assert answer.status_code == 302, name
        assert browser.get("/").status_code == 200


def test_an_announcement_is_half_read_and_units_show_their_figures(town: str) -> None:
    solene = named("solene")
    with acting(solene):
        notice = Item.objects.get(app="announcements", title__startswith="Viabilité")
        progress = progress_of(notice, solene)
    assert progress and progress.told
    assert 40 <= progress.percent <= 60
    assert len(progress.shares) >= 4
    assert all(share.asked >= LEAST and share.done < share.asked for share in progress.shares)


def test_some_are_away_today(town: str) -> None:
    mathilde = named("mathilde")
    with acting(mathilde):
        away = away_now(Person.objects.filter(kind="person"), by=mathilde)
    assert {named(one).pk for one in ("denis", "kevin", "corinne", "valerie")} <= set(away)


def test_the_keys_of_a_page_lead_to_the_help_of_its_app(enter: Callable[..., Page]) -> None:
    page = enter("claire")
    technique = Space.objects.get(origin="demo:technique")
    with nothing_wrong(page):
        page.goto(f"/espaces/{technique.uid}/incidents/")
        page.keyboard.press("?")
        keys = page.get_by_role("dialog", name="Au clavier")
        keys.get_by_role("link", name="À quoi sert cette app").click()
        page.wait_for_url("**/incidents/aide/")


def test_a_town_where_somebody_else_came_is_not_put_back(town: str) -> None:
    refuse_others()
    somebody = Person.objects.create(name="Eva Long")
    with pytest.raises(CommandFault, match="Rien n’a été effacé"):
        refuse_others()
    somebody.delete()
