"""A card moves with the pointer, a finger or the keyboard: always by the same form."""

from playwright.sync_api import Page, expect

from tests.ui.server import Stage


def drag(tab: Page, card: str, lane: str) -> None:
    start = tab.locator(f"#{card} h4").bounding_box()
    end = tab.locator(f'[data-lane="{lane}"]').bounding_box()
    assert start and end
    tab.mouse.move(start["x"] + 40, start["y"] + 8)
    tab.mouse.down()
    tab.mouse.move(start["x"] + 60, start["y"] + 20, steps=3)
    tab.mouse.move(end["x"] + 60, end["y"] + 80, steps=8)
    tab.mouse.up()


def lane(tab: Page, card: str) -> str | None:
    return tab.locator(f"[data-lane]:has(#{card})").get_attribute("data-lane")


def moved(stage: Stage) -> None:
    """The server answers with the board, card 423 in its new lane."""
    lanes = stage.contexts["board"]["lanes"]
    lanes[1]["cards"].append(lanes[0]["cards"].pop(0))


def test_dragging_posts_the_move_and_shows_the_board_again(tab: Page, stage: Stage) -> None:
    stage.answers["/deplacer/item-423/"] = lambda body: (
        moved(stage),
        (303, {"Location": "/board/"}, ""),
    )[1]
    try:
        tab.goto("/board/")
        drag(tab, "item-423", "plan")
        expect(tab.locator('[data-lane="plan"] .lane__over')).to_have_text("2 sur 1")
        assert lane(tab, "item-423") == "plan"
        sent = stage.sent("/deplacer/item-423/")
        assert len(sent) == 1
        assert sent[0]["to"] == ["plan"] and sent[0]["version"] == ["3"]
        assert tab.url.endswith("/board/"), "dropping a card must not open it"
    finally:
        lanes = stage.contexts["board"]["lanes"]
        lanes[0]["cards"].insert(0, lanes[1]["cards"].pop())


def test_the_menu_posts_the_same(tab: Page, stage: Stage) -> None:
    stage.answers["/deplacer/item-423/"] = lambda body: (303, {"Location": "/board/"}, "")
    tab.goto("/board/")
    tab.get_by_label("Déplacer n° 423").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("ArrowDown")
    with tab.expect_response("**/deplacer/item-423/"):
        tab.keyboard.press("Enter")
    assert stage.sent("/deplacer/item-423/")[0]["to"] == ["plan"]


def test_a_refused_move_goes_back(tab: Page, stage: Stage) -> None:
    stage.answers["/deplacer/item-423/"] = lambda body: (403, {}, stage.draw("403", {}))
    tab.goto("/board/")
    drag(tab, "item-423", "plan")
    expect(tab.locator(".toast")).to_contain_text("pas permis")
    assert lane(tab, "item-423") == "new"


def test_a_lane_that_the_menu_does_not_offer_takes_nothing(tab: Page, stage: Stage) -> None:
    tab.goto("/board/")
    drag(tab, "item-423", "done")
    expect(tab.locator(".toast")).to_contain_text("pas possible")
    assert lane(tab, "item-423") == "new"
    assert not stage.posted


def test_a_move_that_needs_a_reason_asks_for_it(tab: Page, stage: Stage) -> None:
    tab.goto("/board/")
    drag(tab, "item-423", "refused")
    reason = tab.get_by_label("Pourquoi")
    expect(reason).to_be_focused()
    reason.fill("Déjà signalé")
    with tab.expect_response("**/deplacer/item-423/"):
        tab.locator("dialog#refuse").get_by_role("button", name="Refuser").click()
    sent = stage.sent("/deplacer/item-423/")[0]
    assert sent["to"] == ["refused"] and sent["version"] == ["3"] and "reason" in sent


def test_escape_lets_go(tab: Page, stage: Stage) -> None:
    tab.goto("/board/")
    start = tab.locator("#item-423 h4").bounding_box()
    assert start
    tab.mouse.move(start["x"] + 40, start["y"] + 8)
    tab.mouse.down()
    tab.mouse.move(start["x"] + 400, start["y"] + 60, steps=5)
    tab.keyboard.press("Escape")
    tab.mouse.up()
    assert lane(tab, "item-423") == "new"
    assert not stage.posted


def test_a_click_still_opens_the_card(tab: Page) -> None:
    tab.goto("/board/")
    tab.locator("#item-423 h4 a").click()
    tab.wait_for_url("**/item/")


def test_the_menu_of_a_card_is_not_cut_by_the_board(tab: Page) -> None:
    tab.set_viewport_size({"width": 1440, "height": 500})
    tab.goto("/board/")
    tab.get_by_label("Déplacer n° 422").click()
    entry = tab.get_by_role("button", name="Planifier").last
    expect(entry).to_be_in_viewport()
    box = entry.bounding_box()
    assert box
    inside = "([x, y]) => document.elementFromPoint(x, y)?.closest('button')?.textContent.trim()"
    assert tab.evaluate(inside, [box["x"] + 20, box["y"] + 10]) == "Planifier"


def test_a_board_does_not_scroll_for_menus_that_are_closed(tab: Page) -> None:
    tab.goto("/board/")
    size = "b => b.scrollHeight - b.clientHeight"
    assert tab.locator(".board").evaluate(size) <= 1
