"""A discussion in a real browser: written with the editor, answered, changed, taken back."""

import re

import pytest
from playwright.sync_api import Page, expect

from etabli.platform.items.models import Item
from tests.journeys.conftest import nothing_wrong

pytestmark = pytest.mark.journey


@pytest.fixture
def question(town: str) -> Item:
    return Item.objects.filter(app="questions").order_by("pk").first()


def write(page: Page, form: str, text: str) -> None:
    box = page.locator(f"{form} rich-text")
    box.click()
    expect(box.locator(".rich__text")).to_be_focused()
    page.keyboard.type(text)


def test_claire_talks_under_a_question(enter, question):
    page = enter("claire")
    with nothing_wrong(page):
        page.goto(f"/fiches/{question.uid}/")
        write(page, "#write-new", "Voyons avec @hug")
        page.get_by_role("option", name=re.compile("Hugo")).click()
        page.keyboard.type("lundi.")
        page.get_by_role("button", name="Envoyer").click()
        said = page.locator("#comments > article").last
        expect(said).to_contain_text("Voyons avec @Hugo")
        expect(said.locator("a.mention")).to_have_count(1)

        said.get_by_role("link", name=re.compile("^Réagir")).click()
        said.get_by_role("button", name="D’accord").click()
        expect(said.locator("button[aria-pressed=true]")).to_have_text(re.compile("D’accord"))

        said.get_by_role("link", name=re.compile("^Autres actions")).click()
        said.get_by_role("link", name="Modifier votre message").click()
        write(page, "#write-1", " Ou mardi.")
        page.get_by_role("button", name="Enregistrer").click()
        expect(said).to_contain_text("Ou mardi.")
        expect(said).to_contain_text("modifié")

        said.get_by_role("link", name=re.compile("^Répondre")).click()
        write(page, "#comments form.composer", "Mardi, alors.")
        said.get_by_role("button", name="Répondre").click()
        expect(said.locator("article")).to_contain_text("Mardi, alors.")

        answer = said.locator("article")
        answer.get_by_role("link", name=re.compile("^Autres actions")).click()
        answer.get_by_role("button", name="Supprimer").click()
        expect(answer).to_contain_text("Message supprimé.")
        page.locator("#toasts").get_by_role("button", name="Annuler").click()
        expect(page.locator("#comments")).to_contain_text("Mardi, alors.")


def test_what_claire_was_writing_waits_for_her_elsewhere(enter, question):
    page = enter("claire")
    page.goto(f"/fiches/{question.uid}/")
    write(page, "#write-new", "Je ne suis pas sûre que")
    expect(page.locator("#write-new [data-draft-status]")).to_have_text("Enregistré")
    phone = enter("claire", viewport={"width": 390, "height": 844})
    phone.goto("/brouillons/")
    phone.get_by_role("link", name=re.compile("Message sous")).click()
    expect(phone.locator("#write-new textarea")).to_have_value(re.compile("Je ne suis pas sûre"))
