"""The addresses that are asked for, found in the organisation."""

from dataclasses import dataclass, field

from bench.organisation.spaces import BOARD, TABLE
from etabli.platform.items.models import Item
from etabli.platform.spaces.models import Space

OTHERS = 400
"""Items that are commented."""


@dataclass(frozen=True)
class Places:
    """Paths. ``others``: the discussions of several items. ``calendars``: by their names."""

    item: str
    discussion: str
    table: str
    board: str
    space: str
    others: list[str]
    calendars: dict[str, str] = field(default_factory=dict)
    home: str = "/"


def find_places() -> Places:
    """Those of the organisation that Django is connected to."""
    table, board = (Space.objects.get(pk=pk) for pk in (TABLE, BOARD))
    item = Item.objects.order_by("-pk")[0]
    tasks = Item.objects.filter(space=TABLE, app="tasks").exclude(pk=item.pk)
    latest = tasks.order_by("-pk")[:OTHERS]
    return Places(
        item=f"/fiches/{item.uid}/",
        discussion=f"/fiches/{item.uid}/commentaires/",
        table=f"/espaces/{table.uid}/tasks/vues/open/?f.priority=high&tri=-due",
        board=f"/espaces/{board.uid}/incidents/vues/board/",
        space=f"/espaces/{table.uid}/",
        others=[f"/fiches/{one.uid}/commentaires/" for one in latest],
    )
