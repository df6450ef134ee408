"""How big an organisation is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """What is made. ``readers``: in how many closed spaces each of the three readers is."""

    name: str
    people: int
    units: int
    spaces: int
    items: int
    comments: int
    readers: dict[str, int]


SIZES = {
    "small": Size("small", 500, 40, 120, 10_000, 20_000, {"few": 6, "some": 60}),
    "full": Size(
        "full", 20_000, 400, 5_000, 1_000_000, 2_000_000, {"few": 6, "some": 60, "many": 1_500}
    ),
}

SEED = 2026
BOARD = 500
"""Cards of the board that is measured."""
TABLE_SHARE = 0.02
"""Part of all items that are the tasks of one space: the table that is measured."""
TALK = 50
"""Comments of the item that is measured."""
