"""Claire looks for things: from the bar, in the page of results, with and without scripts."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import nothing_wrong

Enter = Callable[..., Page]


def test_the_bar_leads_by_keyboard_to_what_one_is_typing(enter: Enter) -> None:
    page = enter("claire")
    with nothing_wrong(page):
        page.keyboard.press("/")
        box = page.get_by_role("combobox", name="Rechercher").first
        expect(box).to_be_focused()
        box.press_sequentially("fuite", delay=30)
        options = page.get_by_role("option")
        expect(options.first).to_be_visible()
        expect(box).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Enter")
        page.wait_for_url("**/fiches/**")


def test_choices_narrow_the_results_and_one_goes_back(enter: Enter) -> None:
    page = enter("claire")
    with nothing_wrong(page):
        page.goto("/recherche/?q=fuite")
        page.get_by_role("checkbox", name="Fiches").check()
        expect(page.get_by_label("Retirer le filtre Fiches")).to_be_visible()
        assert "type=item" in page.url
        expect(page.get_by_role("checkbox", name="Fiches")).to_be_focused()
        page.go_back()
        expect(page.get_by_label("Retirer le filtre Fiches")).to_have_count(0)


def test_without_scripts_the_choices_are_a_form(enter: Enter) -> None:
    page = enter("claire", java_script_enabled=False)
    page.goto("/recherche/?q=fuite")
    page.get_by_role("checkbox", name="Fiches").check()
    page.get_by_role("button", name="Afficher").click()
    assert "type=item" in page.url
    expect(page.get_by_role("heading", level=1)).to_contain_text("fuite")
    expect(page.locator(".hit").first).to_be_visible()
