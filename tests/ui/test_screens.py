"""Every screen, in both themes, wide and narrow: no accessibility violation."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

SCREENS = ["home", "item", "board", "form", "gallery", "signin", "setup", "404"]
SIZES = {"1440": (1440, 900), "390": (390, 844)}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("screen", SCREENS)
def test_has_no_accessibility_violation(
    tab: Any, screen: str, width: str, theme: str, shots: Any
) -> None:
    size = SIZES[width]
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    tab.emulate_media(color_scheme=theme, reduced_motion="reduce")
    tab.goto(f"/{screen}/")
    tab.wait_for_load_state("networkidle")
    shots(tab, f"{screen}.{width}-{theme}")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    found = Axe().run(
        tab, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert found.violations_count == 0, found.generate_report()
