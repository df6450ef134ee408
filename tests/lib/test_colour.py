"""Colours read, written and compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from etabli.lib.colour import Oklch, contrast, is_hex, oklch, to_hex

COLOURS = some.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_a_colour_comes_back_from_oklch(colour: str) -> None:
    read = to_hex(oklch(colour))
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(read[1:]), strict=True)
    assert all(abs(one - other) <= 2 for one, other in pairs)


def test_known_values() -> None:
    assert oklch("#ffffff").lightness == pytest.approx(1, abs=1e-3)
    assert oklch("#ff0000").hue == pytest.approx(29.2, abs=0.2)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_a_colour_that_no_screen_shows_is_brought_back() -> None:
    assert is_hex(to_hex(Oklch(0.7, 0.4, 150)))


@pytest.mark.parametrize(
    "text", ["", "red", "#fff", "#12345g", "#1234567", "#123456;}body{display:none}"]
)
def test_what_is_not_a_colour_is_refused(text: str) -> None:
    assert not is_hex(text)
    with pytest.raises(ValueError):
        oklch(text)
