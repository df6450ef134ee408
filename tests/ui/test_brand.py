"""The house's colour: whatever it is, texts stay readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from etabli.lib.colour import contrast
from etabli.ui.brand import DEFAULT, brand_css, roles

COLOURS = some.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_texts_on_the_bar_and_on_buttons_are_readable_in_any_house(colour: str) -> None:
    found = roles(colour)
    for ground, ink in (("bar", "on-bar"), ("on-bar", "make")):
        for side in (0, 1):
            assert contrast(found[ground][side], found[ink][side]) >= 4.5
    for side in (0, 1):
        assert contrast(found["solid"][side], "#fcfbf8") >= 4.5
    assert contrast(found["accent"][0], "#fbf7f1") >= 4.5
    assert contrast(found["accent"][1], "#1b1713") >= 4.5


@pytest.mark.parametrize("text", ["", "red", "#123456;}body{display:none}"])
def test_what_is_not_a_colour_gives_the_default_one(text: str) -> None:
    assert DEFAULT in brand_css(text)
    assert "display" not in brand_css(text)
