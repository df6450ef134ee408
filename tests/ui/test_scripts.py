"""What scripts add, seen from the keyboard and the pointer."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.ui.server import Stage

Answer = tuple[int, dict[str, str], str]


def test_slash_goes_to_the_search_unless_one_writes(tab: Page) -> None:
    tab.goto("/item/")
    tab.locator("#rep-t").focus()
    tab.keyboard.type("oui / non")
    expect(tab.locator("#rep-t")).to_have_value("oui / non")
    tab.locator("h1").click()
    tab.keyboard.press("/")
    expect(tab.locator("#q")).to_be_focused()


def test_question_mark_shows_the_keys(tab: Page) -> None:
    tab.goto("/home/")
    tab.keyboard.press("?")
    expect(tab.locator("#ui-keys")).to_be_visible()
    # Those of this page alone: no list of notices here, no calendar, no app to be helped with.
    expect(tab.locator("#ui-keys kbd", has_text="/")).to_be_visible()
    expect(tab.locator("#ui-keys kbd", has_text="j")).to_be_hidden()
    expect(tab.locator("#ui-keys [data-for^=calendar]").first).to_be_hidden()
    expect(tab.locator("#ui-keys [data-help]")).to_be_hidden()
    tab.keyboard.press("Escape")
    expect(tab.locator("#ui-keys")).to_be_hidden()


def test_menus_close_with_escape_and_from_outside(tab: Page) -> None:
    tab.goto("/home/")
    make = tab.get_by_text("Créer", exact=True).first
    box = tab.locator(".bar .menu__box").first
    make.click()
    expect(box).to_be_visible()
    tab.keyboard.press("ArrowDown")
    expect(box.locator("a").first).to_be_focused()
    tab.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(make).to_be_focused()
    make.click()
    tab.locator("h1").click()
    expect(box).to_be_hidden()


def test_the_theme_changes_at_once_and_is_told_to_the_server(tab: Page, stage: Stage) -> None:
    tab.goto("/home/")
    tab.get_by_label("CV, votre compte").click()
    with tab.expect_response("**/compte/theme/"):
        tab.get_by_role("button", name="Sombre").click()
    expect(tab.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_dialog_opens_on_its_first_field_and_escape_goes_back(tab: Page) -> None:
    tab.goto("/item/")
    opener = tab.get_by_role("link", name="Fin d’intervention")
    opener.click()
    expect(tab.get_by_label("Ce qui a été fait")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.locator("dialog#end")).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_question_comes_before_a_deletion(tab: Page, stage: Stage) -> None:
    tab.goto("/item/")
    tab.get_by_label("Autres actions").click()
    tab.get_by_role("button", name="Supprimer").click()
    expect(tab.get_by_text("Les 7 messages partent avec elle")).to_be_visible()
    tab.get_by_role("button", name="Revenir").click()
    assert not stage.sent("/supprimer/")
    tab.get_by_label("Autres actions").click()
    tab.get_by_role("button", name="Supprimer").click()
    with tab.expect_response("**/supprimer/"):
        tab.locator("dialog[open]").get_by_role("button", name="Supprimer").click()


def test_fields_appear_with_the_choice_they_depend_on(tab: Page) -> None:
    tab.goto("/form/")
    reason = tab.locator("#f-reason")
    expect(reason).to_be_hidden()
    expect(reason).to_be_disabled()
    tab.get_by_label("Type").select_option("unpaid")
    expect(reason).to_be_visible()
    expect(reason).to_be_enabled()


def test_a_reaction_replaces_only_itself_and_carries_the_token(tab: Page, stage: Stage) -> None:
    seen: list[Any] = []
    tab.on("request", lambda request: seen.append(request) if request.method == "POST" else None)
    after = (
        '<form class="reacts" id="r1" action="/reagir/" method="post">'
        '<button class="react" name="kind" value="seen" aria-pressed="true">Vu 7</button></form>'
    )
    stage.answers["/reagir/"] = lambda body: (200, {}, after)
    tab.goto("/home/")
    tab.locator("#r1").get_by_role("button", name="Vu").click()
    expect(tab.locator("#r1")).to_contain_text("Vu 7")
    expect(tab.locator("#r1 button[value=seen]")).to_be_focused()
    assert stage.sent("/reagir/")[0]["kind"] == ["seen"]
    assert seen[0].headers["x-csrftoken"]
    assert seen[0].headers["hx-target"] == "form#r1"


def test_an_error_page_does_not_replace_a_part(tab: Page, stage: Stage) -> None:
    page = "<!doctype html><title>500</title><h1>Erreur</h1>"
    stage.answers["/reagir/"] = lambda body: (500, {}, page)
    tab.goto("/home/")
    tab.locator("#r1").get_by_role("button", name="Vu").click()
    expect(tab.locator(".toast")).to_contain_text("échoué de notre côté")
    expect(tab.locator("#r1")).to_contain_text("Bravo")


def test_a_session_that_ended_leads_to_the_sign_in_page_and_back(tab: Page, stage: Stage) -> None:
    elsewhere = {"Location": "/signin/?next=/reagir/"}
    stage.answers["/reagir/"] = lambda body: (303, dict(elsewhere), "")
    tab.goto("/home/?page=2")
    tab.locator("#r1").get_by_role("button", name="Vu").click()
    tab.wait_for_url("**/signin/?next=%2Fhome%2F%3Fpage%3D2")


def test_a_silent_server_is_said_and_can_be_tried_again(tab: Page, stage: Stage) -> None:
    tab.goto("/home/")
    tab.route("**/reagir/", lambda route: route.abort())
    stage.expected = "htmx:error"
    tab.locator("#r1").get_by_role("button", name="Vu").click()
    expect(tab.locator(".toast")).to_contain_text("ne répond pas")
    tab.unroute("**/reagir/")
    with tab.expect_response("**/reagir/"):
        tab.get_by_role("button", name="Réessayer").click()


def test_a_toast_offers_to_undo(tab: Page, stage: Stage) -> None:
    header = '{"toast": {"text": "Fait.", "undo": "/annuler/"}}'
    stage.answers["/reagir/"] = lambda body: (204, {"HX_Trigger": header}, "")
    tab.goto("/home/")
    tab.locator("#r1").get_by_role("button", name="Vu").click()
    with tab.expect_response("**/annuler/"):
        tab.locator(".toast").get_by_role("button", name="Annuler").click()
    assert "csrfmiddlewaretoken" in stage.sent("/annuler/")[0]


def test_expressions_in_attributes_are_off(tab: Page, stage: Stage) -> None:
    stage.expected = "expressions in hx- attributes are off"
    tab.goto("/home/")
    ran = tab.evaluate(
        """() => { const p = document.createElement('p');
        p.setAttribute('hx-on:click', 'window.ran = 1');
        document.body.append(p); htmx.process(p); p.click(); return window.ran; }"""
    )
    assert ran is None


def test_the_search_suggests_and_leads_there(tab: Page, stage: Stage) -> None:
    line = '<div role="option" data-url="/item/" data-label="Fuite"><b>Fuite d’eau</b></div>'
    stage.answers["/recherche/suggestions/"] = lambda asked: (200, {}, line)
    tab.goto("/home/")
    tab.locator("#q").press_sequentially("fui")
    expect(tab.get_by_role("option", name="Fuite d’eau")).to_be_visible()
    tab.keyboard.press("ArrowDown")
    assert tab.locator("#q").get_attribute("aria-activedescendant")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/item/")


def test_escape_closes_suggestions_first(tab: Page, stage: Stage) -> None:
    stage.answers["/recherche/suggestions/"] = lambda asked: (200, {}, "")
    tab.goto("/home/")
    tab.locator("#q").press_sequentially("zzz")
    expect(tab.locator(".combo__none")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.locator(".combo__list").first).to_be_hidden()
    expect(tab.locator("#q")).to_have_value("zzz")


def test_a_person_is_picked_among_suggestions(tab: Page, stage: Stage) -> None:
    line = '<div role="option" data-value="9" data-label="Awa Sarr"><b>Awa Sarr</b></div>'
    stage.answers["/suggestions/"] = lambda asked: (200, {}, line)
    tab.goto("/form/")
    box = tab.get_by_role("combobox", name="Remplaçant")
    box.fill("awa")
    tab.get_by_role("option", name="Awa Sarr").click()
    expect(box).to_have_value("Awa Sarr")
    assert tab.locator("select[name=who]").input_value() == "9"
    box.fill("n’importe quoi")
    tab.locator("h1").click()
    expect(box).to_have_value("Awa Sarr")
    box.fill("")
    tab.locator("h1").click()
    assert tab.locator("select[name=who]").input_value() == ""


def test_suggestions_that_come_late_stay_away(tab: Page, stage: Stage) -> None:
    line = '<div role="option" data-value="9" data-label="Awa Sarr"><b>Awa Sarr</b></div>'
    stage.answers["/suggestions/"] = lambda asked: (200, {}, line)
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    tab.route("**/suggestions/?q=awa", hold)
    tab.goto("/form/")
    box = tab.get_by_role("combobox", name="Remplaçant")
    box.fill("aw")
    expect(tab.get_by_role("option", name="Awa Sarr")).to_be_visible()
    with tab.expect_request("**/suggestions/?q=awa"):
        box.press_sequentially("a")
    tab.get_by_role("option", name="Awa Sarr").click()
    late[0].fulfill(body=line, content_type="text/html")
    tab.wait_for_timeout(200)
    expect(tab.get_by_role("option", name="Awa Sarr")).to_be_hidden()
    expect(box).to_have_value("Awa Sarr")


def test_several_people_are_picked_and_taken_off(tab: Page) -> None:
    tab.goto("/form/")
    box = tab.get_by_role("combobox", name="Prévenir aussi")
    box.fill("awa")
    tab.get_by_role("option", name="Awa Sarr").click()
    chosen = "[...document.querySelector('select[name=others]').selectedOptions].map(o => o.value)"
    assert tab.evaluate(chosen) == ["1", "3"]
    tab.get_by_role("button", name="Retirer Karim Haddad").click()
    assert tab.evaluate(chosen) == ["3"]


def test_files_are_seen_before_being_sent_and_can_be_taken_back(tab: Page, tmp_path: Any) -> None:
    small, large = tmp_path / "note.txt", tmp_path / "gros.txt"
    small.write_text("bonjour")
    large.write_text("x" * 3000)
    tab.goto("/form/")
    chooser = tab.locator("input[type=file]")
    chooser.set_input_files([small, large])
    expect(tab.locator(".shots__new")).to_have_count(1)
    expect(tab.get_by_role("alert").filter(has_text="gros.txt")).to_contain_text("2 Ko au plus")
    tab.get_by_role("button", name="Retirer note.txt").click()
    expect(tab.locator(".shots__new")).to_have_count(0)
    assert tab.evaluate("document.querySelector('input[type=file]').files.length") == 0


def test_more_of_a_list_comes_where_it_ends(tab: Page, stage: Stage) -> None:
    more = (
        '<article class="post" id="next"><p>La suite</p></article><p class="end" id="more">Fin</p>'
    )
    stage.answers["/avant/"] = lambda asked: (200, {}, more)
    tab.goto("/home/")
    tab.get_by_role("link", name="Voir les jours d’avant").click()
    expect(tab.locator("#next")).to_be_visible()
    expect(tab.locator("#more")).to_have_text("Fin")


def test_without_scripts_one_reads_and_writes(chromium: Any, stage: Stage) -> None:
    stage.forget()
    context = chromium.new_context(java_script_enabled=False, base_url=stage.url)
    page = context.new_page()
    page.goto("/form/")
    expect(page.get_by_label("Remplaçant")).to_be_visible()
    page.get_by_label("Remplaçant").select_option("2")
    page.goto("/item/")
    page.get_by_role("textbox", name="Votre message").fill("Entendu")
    with page.expect_response("**/fiche/commentaires/"):
        page.get_by_role("button", name="Envoyer").click()
    assert stage.sent("/fiche/commentaires/")
    context.close()


@pytest.mark.parametrize("width", [320, 768, 1440, 2560])
def test_no_screen_scrolls_sideways(tab: Page, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    for screen in ("home", "item", "board", "form", "gallery", "signin", "setup"):
        tab.goto(f"/{screen}/")
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), screen


def test_a_first_visit_asks_for_at_most_twelve_files(tab: Page, stage: Stage) -> None:
    tab.goto("/home/")
    tab.wait_for_load_state("networkidle")
    assert len(stage.asked) <= 12, stage.asked


def test_a_printed_fiche_keeps_who_may_see_it(tab: Page) -> None:
    tab.goto("/item/")
    tab.emulate_media(media="print")
    expect(tab.locator(".head .vis")).to_be_visible()
    expect(tab.locator(".bar")).to_be_hidden()
    expect(tab.locator(".composer")).to_be_hidden()
    expect(tab.locator(".who-name").first).to_be_visible()
    assert re.search("Karim", tab.locator(".talk").first.inner_text())
