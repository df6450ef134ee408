"""A meeting called, held, written down the same day, and turned into work for people."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.accessibility import faults_of
from tests.journeys.conftest import nothing_wrong

Enter = Callable[..., Page]
DECISIONS = ("Commander les panneaux", "Prévenir les commerçants")


def test_decisions_of_a_meeting_wait_for_people_the_same_day(enter: Enter) -> None:
    claire = enter("claire")
    with nothing_wrong(claire):
        meeting = _called(claire)
        claire.get_by_role("button", name="Elle a eu lieu").click()
        _written(claire, meeting)
        for decision, first_name in zip(DECISIONS, ("Karim", "Thomas"), strict=True):
            claire.goto(meeting)
            line = claire.locator(".tick", has_text=decision)
            line.locator("a[href*='/tasks/nouveau/']").click()
            expect(claire.get_by_label("Ce qu’il faut faire")).to_have_value(decision)
            _choose(claire, "Confiée à", first_name)
            claire.get_by_role("button", name="Ajouter une tâche").click()
            expect(claire.get_by_role("heading", level=1)).to_have_text(decision)
            expect(claire.locator("main")).to_contain_text("Marché de Noël")

        claire.goto(meeting)
        for decision, first_name in zip(DECISIONS, ("Karim", "Thomas"), strict=True):
            line = claire.locator(".tick", has_text=decision)
            expect(line.locator(".tick__made")).to_contain_text(first_name)
            expect(line.locator("a[href*='/nouveau/']")).to_have_count(0)
        assert faults_of(claire) == []
        claire.get_by_role("link", name="Compte rendu prêt…").click()
        claire.locator("main").get_by_role("button", name="Compte rendu prêt").click()
        claire.get_by_role("button", name="Approuver").click()
        expect(claire.locator("#item-head")).to_contain_text("Approuvée")

    for decision, first_name in zip(DECISIONS, ("karim", "thomas"), strict=True):
        person = enter(first_name)
        person.goto("/?tout=1&voir=do")
        expect(person.locator(".await__item", has_text=decision)).to_be_visible()


def _called(page: Page) -> str:
    """The address of a meeting that has just been called."""
    page.goto("/espaces/")
    page.locator("main").get_by_role("link", name="Services techniques").click()
    page.goto(f"{page.url.partition('?')[0]}meetings/nouveau/")
    page.get_by_label("Objet").fill("Marché de Noël")
    when = timezone.localtime() - timedelta(hours=1)
    page.get_by_label("Début").fill(f"{when:%Y-%m-%dT%H:%M}")
    page.get_by_label("Ligne 1", exact=True).first.fill("Circulation, 20 min")
    page.get_by_role("button", name="Convoquer une réunion").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Marché de Noël")
    return page.url


def _written(page: Page, meeting: str) -> None:
    """The minutes and the decisions, in the form of the meeting."""
    expect(page.locator("#item-head")).to_contain_text("Compte rendu à écrire")
    page.goto(f"{meeting}modifier/")
    for at, decision in enumerate(DECISIONS, 1):
        page.locator(f"#f-decisions-{at}").fill(decision)
    page.locator("textarea[name='minutes']").click()
    page.locator("[contenteditable=true]").click()
    page.keyboard.type("La rue est fermée du 12 au 24.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("main")).to_contain_text("La rue est fermée")


def _choose(page: Page, label: str, words: str) -> None:
    """Pick somebody in a box that suggests as one types."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    page.keyboard.type(words, delay=30)
    page.get_by_role("option").filter(has_text=words).first.click()
