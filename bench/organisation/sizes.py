"""How big an organisation is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """What is made. ``readers``: in how many closed spaces each of the readers is at first.
    ``audiences``: in how many audiences they are in the end, where there are as many.
    """

    name: str
    people: int
    units: int
    spaces: int
    items: int
    comments: int
    readers: dict[str, int]
    audiences: dict[str, int]


_SMALL = {"few": 6, "some": 60}

SIZES = {
    "tiny": Size("tiny", 240, 12, 10, 1_500, 1_500, {"few": 3}, {"few": 8}),
    "small": Size("small", 500, 40, 120, 10_000, 20_000, _SMALL, {"few": 20, "some": 125}),
    "full": Size(
        "full",
        20_000,
        400,
        5_000,
        1_000_000,
        2_000_000,
        {**_SMALL, "many": 1_500},
        {"few": 20, "some": 200, "many": 5_000},
    ),
}
"""``tiny`` is for trying the bench itself."""

SEED = 2026
BOARD = 500
"""Cards of the board that is measured."""
TABLE_SHARE = 0.02
"""Part of all items that are the tasks of one space: the table that is measured."""
TALK = 50
"""Comments of the item that is measured."""
