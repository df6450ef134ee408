"""A page is written, put in its place, changed, compared, and given back what it said before."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from etabli.platform.items.models import Item, Revision
from etabli.platform.spaces.models import Space
from etabli.ui.wordings import exactly
from tests.accessibility import faults_of
from tests.journeys.conftest import nothing_wrong

Enter = Callable[..., Page]
TITLE = "Groupe électrogène du gymnase"
FORMER = "Le groupe démarre seul au bout de dix secondes."
LATER = "Le groupe ne démarre plus seul."


def test_a_page_is_written_moved_changed_compared_and_given_back(enter: Enter) -> None:
    bastien = enter("bastien", viewport={"width": 1440, "height": 900})
    with nothing_wrong(bastien):
        _make(bastien)
        _move(bastien)
    page = Item.objects.filter(title=TITLE).latest("pk")
    yesterday = timezone.now() - timedelta(days=1)
    Revision.objects.filter(item=page).update(at=yesterday)

    lucie = enter("lucie", viewport={"width": 1440, "height": 900})
    with nothing_wrong(lucie):
        lucie.goto(f"/fiches/{page.uid}/modifier/")
        _write(lucie, LATER, instead=True)
        lucie.get_by_role("button", name="Enregistrer").click()
        expect(lucie.locator("#item-facts")).to_contain_text(LATER)
        expect(lucie.locator("#item-head")).to_contain_text("Modifiée par Lucie Fabre")
        _compare(lucie, f"{exactly(yesterday)} · Bastien Nguyen")
        lucie.get_by_role("button", name="Revenir à cette version").click()
        expect(lucie.locator("#item-facts")).to_contain_text(FORMER)
        expect(lucie.locator(".crumbs").first).to_contain_text("Gymnase des Ormes")
    assert Item.objects.get(pk=page.pk).version > page.version


def _make(page: Page) -> None:
    technique = Space.objects.get(origin="demo:technique")
    page.goto(f"/espaces/{technique.uid}/wiki/")
    page.get_by_role("link", name="Écrire une page").first.click()
    page.get_by_label("Titre").fill(TITLE)
    _write(page, FORMER)
    page.get_by_role("button", name="Écrire une page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def _move(page: Page) -> None:
    acts = page.locator("summary").filter(has=page.locator("use[href*='dots-three']"))
    acts.first.click()
    page.get_by_role("link", name="Ranger ailleurs").click()
    _choose(page, "Sous", "Gymnase des Ormes")
    page.get_by_role("button", name="Déplacer", exact=True).click()
    crumbs = page.locator(".crumbs").first
    expect(crumbs).to_contain_text("Bâtiments")
    expect(crumbs).to_contain_text("Gymnase des Ormes")
    expect(page.locator(".beside")).to_contain_text(TITLE)


def _compare(page: Page, when: str) -> None:
    """Open what the page said the day before, beside what it says now."""
    page.get_by_role("link", name="Tout l’historique").click()
    expect(page.locator(".changes ins").first).to_be_visible()
    page.get_by_role("link", name="Ce qu’elle disait alors").nth(1).click()
    expect(page.locator("main")).to_contain_text(when)
    expect(page.locator("#compared del")).not_to_have_count(0)
    assert faults_of(page) == []


def test_the_contents_follow_the_reading_and_lead_to_each_part(enter: Enter) -> None:
    plan = Item.objects.get(app="wiki", title="Plan de viabilité hivernale")
    thomas = enter("thomas", viewport={"width": 1440, "height": 900})
    thomas.goto(f"/fiches/{plan.uid}/")
    contents = thomas.locator(".beside .toc")
    expect(contents.locator("[aria-current]")).to_have_text("Principes")
    contents.get_by_role("link", name="Sel et matériel").click()
    expect(thomas.get_by_role("heading", name="Sel et matériel")).to_be_in_viewport()
    expect(contents.locator("[aria-current]")).to_have_text("Sel et matériel")

    narrow = enter("thomas", viewport={"width": 390, "height": 844})
    narrow.goto(f"/fiches/{plan.uid}/")
    narrow.locator(".toc-fold > summary").click()
    narrow.get_by_role("link", name="Prévenir les habitants").click()
    expect(narrow.get_by_role("heading", name="Prévenir les habitants")).to_be_in_viewport()


def _write(page: Page, words: str, *, instead: bool = False) -> None:
    """Write in the text of a form, after or instead of what it says."""
    if not instead:
        page.locator("rich-text textarea").first.click()
    text = page.locator("[contenteditable=true]").first
    text.click()
    if instead:
        page.keyboard.press("Control+A")
    page.keyboard.type(words)


def _choose(page: Page, label: str, words: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    page.keyboard.type(words, delay=30)
    page.get_by_role("option").filter(has_text=words).first.click()
