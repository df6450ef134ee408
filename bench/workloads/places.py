"""The addresses that are asked for, found in the organisation."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from django.utils import timezone

from bench.organisation.sizes import Size
from bench.organisation.spaces import BOARD, TABLE
from etabli.platform.items.models import Item
from etabli.platform.spaces.models import Space

OTHERS = 400
"""Items that are commented."""


@dataclass(frozen=True)
class Places:
    """Paths. ``older``: of the feed, one day ago. ``others``: the discussions of several items.
    ``topic``: what is listened to, and ``heard`` where one writes so that it is heard.
    """

    item: str
    table: str
    board: str
    space: str
    calendar: str
    others: list[str]
    topic: str
    heard: str
    older: str
    agenda: str = "/agenda/"
    home: str = "/"


def find_places(size: Size) -> Places:
    """Those of the organisation that Django is connected to."""
    table, board = (Space.objects.get(pk=pk) for pk in (TABLE, BOARD))
    item = Item.objects.get(pk=size.items)
    tasks = Item.objects.filter(space=TABLE, app="tasks")
    heard, *others = tasks.order_by("-pk")[: OTHERS + 1]
    yesterday = timezone.now() - timedelta(days=1)
    return Places(
        item=f"/fiches/{item.uid}/",
        table=f"/espaces/{table.uid}/tasks/vues/open/?f.priority=high&tri=-due",
        board=f"/espaces/{board.uid}/incidents/vues/board/",
        space=f"/espaces/{table.uid}/",
        calendar=f"/espaces/{table.uid}/agenda/vues/calendar/",
        others=[_discussion(one) for one in others],
        topic=f"item:{heard.uid}",
        heard=_discussion(heard),
        older=f"/?avant={quote(f'{yesterday.isoformat()}~{item.pk}')}",
    )


def _discussion(item: Item) -> str:
    return f"/fiches/{item.uid}/commentaires/"
