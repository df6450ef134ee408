"""What changes elsewhere changes here, through one stream per browser."""

import json
import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.ui.server import Stage


def listening(stage: Stage, count: int = 1) -> None:
    for _ in range(50):
        if len(stage.streams) >= count:
            return
        time.sleep(0.1)
    raise AssertionError(f"{len(stage.streams)} streams")


def asked_again(stage: Stage, path: str, count: int) -> bool:
    for _ in range(30):
        if sum(asked.split("?")[0] == path for asked in stage.asked) >= count:
            return True
        time.sleep(0.1)
    return False


def rename(stage: Stage, title: str) -> None:
    stage.contexts["board"]["lanes"][0]["cards"][0]["title"] = title


def test_a_part_is_asked_for_again_when_its_topic_changes(tab: Page, stage: Stage) -> None:
    tab.goto("/board/")
    listening(stage)
    assert "topics=space%3A1" in stage.streams[-1][0]
    try:
        rename(stage, "Feu réparé")
        stage.tell("changed", json.dumps({"topics": ["space:1"]}))
        expect(tab.locator("#item-423 h4")).to_have_text("Feu réparé")
        rename(stage, "Feu piéton bloqué au rouge")
        stage.tell("resync", "")
        expect(tab.locator("#item-423 h4")).to_have_text("Feu piéton bloqué au rouge")
    finally:
        rename(stage, "Feu piéton bloqué au rouge")


def test_another_topic_changes_nothing(tab: Page, stage: Stage) -> None:
    tab.goto("/board/")
    listening(stage)
    stage.asked.clear()
    stage.tell("changed", "space:2")
    assert not asked_again(stage, "/board/", 1)


def test_what_one_writes_is_left_alone(tab: Page, stage: Stage) -> None:
    tab.goto("/item/")
    listening(stage)
    tab.evaluate(
        "() => { const t = document.createElement('textarea');"
        " document.getElementById('talk').append(t); t.focus(); }"
    )
    stage.asked.clear()
    stage.tell("changed", "item:418")
    assert not asked_again(stage, "/item/", 1)
    tab.locator("h1").click()
    assert asked_again(stage, "/item/", 1)


def test_the_focus_stays_where_it_was(tab: Page, stage: Stage) -> None:
    tab.goto("/board/")
    listening(stage)
    tab.locator("#item-422 h4 a").focus()
    stage.asked.clear()
    stage.tell("changed", "space:1")
    assert asked_again(stage, "/board/", 1)
    tab.wait_for_timeout(200)
    expect(tab.locator("#item-422 h4 a")).to_be_focused()


def test_tabs_share_one_stream_and_all_hear_it(chromium: Any, stage: Stage) -> None:
    stage.forget()
    context = chromium.new_context(base_url=stage.url)
    first, second = context.new_page(), context.new_page()
    first.goto("/board/")
    listening(stage)
    second.goto("/item/")
    listening(stage, 2)
    assert "item%3A418%2Cspace%3A1" in stage.streams[-1][0], "the first tab listens for both"
    stage.asked.clear()
    stage.tell("changed", "item:418")
    second.bring_to_front()
    assert asked_again(stage, "/item/", 1)
    count = len(stage.streams)
    first.close()
    listening(stage, count + 1)
    assert stage.streams[-1][0].endswith("topics=item%3A418")
    context.close()


def test_a_page_that_one_may_no_longer_see_goes(tab: Page, stage: Stage) -> None:
    tab.goto("/board/")
    listening(stage)
    stage.answers["/board/"] = lambda asked: (404, {}, stage.draw("404", {}))
    stage.tell("end", json.dumps({"reason": "revoked"}))
    expect(tab.get_by_role("heading", level=1)).to_have_text("Il n’y a rien ici pour vous")


def test_another_page_stays_and_listens_again_when_a_right_is_lost(tab: Page, stage: Stage) -> None:
    tab.goto("/board/")
    listening(stage)
    stage.asked.clear()
    stage.tell("end", json.dumps({"reason": "revoked"}))
    assert asked_again(stage, "/board/", 2)
    expect(tab.locator("#item-423")).to_be_visible()


@pytest.mark.parametrize("reason", ["signed_out", "deactivated"])
def test_a_page_goes_when_one_is_signed_out(tab: Page, stage: Stage, reason: str) -> None:
    tab.goto("/board/")
    listening(stage)
    stage.answers["/board/"] = lambda asked: (302, {"Location": "/signin/"}, "")
    stage.tell("end", json.dumps({"reason": reason}))
    tab.wait_for_url("**/signin/")


def test_a_server_that_restarts_is_waited_for(tab: Page, stage: Stage) -> None:
    tab.goto("/board/")
    listening(stage)
    stage.tell("end", json.dumps({"reason": "restart"}))
    stage.streams[-1][1].put("stop")
    listening(stage, 2)
    assert tab.url.endswith("/board/")
