"""Every screen, in both themes, wide and narrow: no accessibility violation."""

import gzip
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.accessibility import faults_of, in_turn
from tests.ui.server import Stage

SCREENS = ["home", "item", "board", "form", "gallery", "signin", "setup", "404"]
SIZES = {"1440": (1440, 900), "390": (390, 844)}


# Both themes at both widths, without each screen four times.
SEEN = [
    *[(screen, "1440", theme) for screen, theme in in_turn(SCREENS, "light")],
    *[(screen, "390", theme) for screen, theme in in_turn(SCREENS, "dark")],
]


@pytest.mark.parametrize(("screen", "width", "theme"), SEEN)
def test_has_no_accessibility_violation(
    tab: Any, screen: str, width: str, theme: str, shots: Any
) -> None:
    size = SIZES[width]
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    tab.emulate_media(color_scheme=theme, reduced_motion="reduce")
    tab.goto(f"/{screen}/")
    tab.evaluate("document.fonts.ready.then(() => true)")
    shots(tab, f"{screen}.{width}-{theme}")
    assert faults_of(tab, "best-practice") == []


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_error_pages_say_what_to_do_in_both_languages(stage: Stage, name: str) -> None:
    for language, home in (("fr", "Revenir à mon établi"), ("en", "Back to my workbench")):
        stage.language = language
        html = stage.draw(name, {})
        assert f'<html lang="{language}">' in html and home in html
    stage.language = "fr"


def test_the_page_of_our_own_faults_needs_nothing(backend: Any) -> None:
    html = backend.get_template("500.html").template.render({"request": None, "csrf_token": ""})
    assert "<h1" in html


@pytest.mark.parametrize("screen", ["home", "form"])
def test_has_no_accessibility_violation_in_english(tab: Page, stage: Stage, screen: str) -> None:
    stage.language = "en"
    tab.goto(f"/{screen}/")
    assert tab.locator("html").get_attribute("lang") == "en"
    assert faults_of(tab) == []


def test_an_ordinary_page_weighs_at_most_25_kilobytes(stage: Stage) -> None:
    for screen in ("home", "item", "board", "form"):
        html = stage.draw(screen, {}).encode()
        assert len(html) <= 60_000 and len(gzip.compress(html)) <= 25_000, screen
