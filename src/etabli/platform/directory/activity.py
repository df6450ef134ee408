"""What a profile shows of somebody's recent work: what the reader may see of it anyway."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from etabli.platform.access.doors import visible_to
from etabli.platform.engine.app import App
from etabli.platform.engine.registry import apps
from etabli.platform.engine.screens.stepping import standing_of
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.ui.wordings import brief

MOST = 6


@dataclass(frozen=True)
class Work:
    """A line of recent work: the plate of its app, its title, then its state or when."""

    title: str
    url: str
    icon: str
    hue: str
    state: str = ""
    tone: str = ""
    percent: int = 0
    note: str = ""


def activity_of(whose: Person, *, by: Person) -> Sequence[Work]:
    """The latest items somebody made or was given that a reader may see, latest first.

    No count, and nothing that says how many there are behind: a profile measures nobody.
    """
    known = apps()
    # The order is that of her own work, not of what others say of it: a comment by somebody
    # else lifts nothing here. Two queries, for each has an index.
    rows = visible_to(Item.objects.filter(app__in=list(known), trashed_at=None), by)
    found = {
        item.pk: item
        for item in (
            *_latest(rows.filter(author=whose), "-created_at"),
            *_latest(rows.filter(assignee=whose), "-state_since"),
        )
    }
    latest = sorted(found.values(), key=lambda item: (item.state_since, item.pk), reverse=True)
    return [_work(known[item.app], item, by.language) for item in latest[:MOST]]


def _latest(rows: QuerySet[Item], order: str) -> QuerySet[Item]:
    return rows.order_by(order, "-pk")[:MOST]


def _work(app: App, item: Item, lang: str) -> Work:
    standing = standing_of(app, item, lang)
    return Work(
        title=item.title,
        url=f"/fiches/{item.uid}/",
        icon=app.icon,
        hue=app.colour,
        state=standing.label if standing else "",
        tone=standing.tone if standing else "",
        percent=standing.percent if standing else 0,
        note="" if standing else brief(item.state_since),
    )
