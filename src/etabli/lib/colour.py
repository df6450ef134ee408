"""Colours in OKLCH, for the house's colour where the browser cannot derive it.

Formulas: Björn Ottosson, "A perceptual color space for image processing" (2020);
contrast: WCAG 2.2, "relative luminance".
"""

import math
import re
from typing import NamedTuple

_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")


class Oklch(NamedTuple):
    """Lightness 0 to 1, chroma 0 to about 0.4, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


def is_hex(colour: str) -> bool:
    """Whether the text is a colour written #rrggbb, the only form kept."""
    return bool(_HEX.match(colour))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def oklch(colour: str) -> Oklch:
    """Reads #rrggbb. Raises ValueError for anything else."""
    if not is_hex(colour):
        raise ValueError(f"not a colour: {colour!r}")
    r, g, b = _channels(colour)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    light = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    bb = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Oklch(light, math.hypot(a, bb), math.degrees(math.atan2(bb, a)) % 360)


def _rgb(colour: Oklch) -> tuple[float, float, float]:
    a = colour.chroma * math.cos(math.radians(colour.hue))
    b = colour.chroma * math.sin(math.radians(colour.hue))
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def to_hex(colour: Oklch) -> str:
    """The nearest #rrggbb; chroma is lowered until the colour can be shown."""
    chroma = colour.chroma
    rgb = _rgb(colour)
    while chroma > 0 and not all(-0.0005 <= channel <= 1.0005 for channel in rgb):
        chroma = max(0.0, chroma - 0.004)
        rgb = _rgb(colour._replace(chroma=chroma))
    return "#" + "".join(f"{round(255 * _gamma(min(1.0, max(0.0, c)))):02x}" for c in rgb)


def contrast(one: str, other: str) -> float:
    """The contrast between two #rrggbb colours, from 1 to 21 (WCAG)."""
    lights = []
    for colour in (one, other):
        r, g, b = _channels(colour)
        lights.append(0.2126 * r + 0.7152 * g + 0.0722 * b)
    return (max(lights) + 0.05) / (min(lights) + 0.05)
