"""The house's colour, as a stylesheet: one input, everything else derived."""

from markupsafe import Markup

from etabli.lib.colour import Oklch, is_hex, oklch, to_hex

DEFAULT = "#24509c"

# (role, lightness by day, most chroma by day, by night…): the same derivations as
# css/12-colours.css, for browsers without relative colours.
_ROLES = (
    ("on-bar", 0.975, 0.012, 0.975, 0.012),
    ("on-bar-2", 0.88, 0.035, 0.88, 0.035),
    ("make", 0.32, 0.10, 0.32, 0.10),
    ("stitch", 0.80, 0.06, 0.80, 0.06),
    ("accent", 0.44, 0.135, 0.80, 0.085),
    ("accent-2", 0.37, 0.12, 0.87, 0.06),
    ("solid", 0.44, 0.135, 0.53, 0.135),
    ("solid-2", 0.37, 0.125, 0.48, 0.13),
    ("soft", 0.938, 0.028, 0.315, 0.045),
    ("soft-line", 0.84, 0.05, 0.42, 0.06),
)


def roles(colour: str) -> dict[str, tuple[str, str]]:
    """Each brand role by day and by night, as #rrggbb."""
    source = oklch(colour)

    def toned(lightness: float, most: float) -> str:
        return to_hex(Oklch(lightness, min(source.chroma, most), source.hue))

    bar = min(max(source.lightness, 0.30), 0.415)
    bar_2 = min(max(source.lightness - 0.055, 0.25), 0.36)
    found = {
        "bar": (toned(bar, 0.125), toned(0.285, 0.065)),
        "bar-2": (toned(bar_2, 0.115), toned(0.225, 0.055)),
    }
    for role, day, most, night, most_night in _ROLES:
        found[role] = (toned(day, most), toned(night, most_night))
    return found


def brand_css(colour: str, selector: str = ":root") -> Markup:
    """Rules that give a house its colour; an unreadable colour gives the default one."""
    colour = colour if is_hex(colour) else DEFAULT
    frozen = "".join(f"--{role}:light-dark({a},{b});" for role, (a, b) in roles(colour).items())
    return Markup(
        "{selector}{{--brand-source:{colour}}}"
        "@supports not (color:oklch(from red l c h)){{{selector}{{{frozen}}}}}"
    ).format(selector=selector, colour=colour, frozen=frozen)
