"""What an app's measures say of a space: figures on the work, never on a person.

Figures are computed on the items that whoever looks may see, and only shown to those who see
all of them: a share of what one happens to see would mislead.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from etabli.lib import wording_numbers, wording_periods
from etabli.platform.engine.app import App
from etabli.platform.engine.conditions import names_in, rows_for
from etabli.platform.engine.definition.measures import Measure
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.listing.rows import items_in
from etabli.platform.engine.listing.settled import unsettled
from etabli.platform.engine.rights.asking import holds
from etabli.platform.items.models import Comment, Item, Revision
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space

FEWEST_PEOPLE = 8
"""Under this number of authors a figure would speak of persons."""
MOST = 5000
"""Items a time is computed on: the latest."""


@dataclass(frozen=True)
class Figure:
    """A measure and its value. ``text`` says it; ``percent`` draws it against its target."""

    measure: Measure
    name: str
    text: str
    target: str = ""
    percent: int | None = None
    reached: bool = False
    hidden: bool = False


def figures_of(app: App, space: Space, person: Person, context: Context) -> list[Figure]:
    """The measures of an app in a space; none for somebody who sees only some of its items."""
    if not _sees_all(app, space, person):
        return []
    rows = items_in(app, space, person)
    untrue = unsettled(app)
    return [_figure(app, one, rows, context, untrue) for one in app.measures.values()]


def _read(app: App, measure: Measure) -> frozenset[str]:
    said = [source for source in (measure.where, measure.share) if source]
    return frozenset[str]().union(*(names_in(app, source) for source in said))


def _sees_all(app: App, space: Space, person: Person) -> bool:
    draft = Item(app=app.app, space=space, author=person, state=app.first_state)
    everyone = (
        word
        for word in app.may.view
        if word.state is None and (word.rank is not None or word.name in app.asks)
    )
    return any(holds(app, word, draft, person) for word in everyone)


def _figure(
    app: App, measure: Measure, rows: QuerySet[Item], context: Context, untrue: frozenset[str]
) -> Figure:
    name = measure.name.say(context.lang)
    if untrue & _read(app, measure):
        return Figure(measure, name, _("being made ready"), hidden=True)
    counted = rows.filter(created_at__gte=context.now - measure.over)
    if measure.where:
        counted = counted.filter(rows_for(app, measure.where, context))
    if counted.order_by().values("author_id").distinct().count() < FEWEST_PEOPLE:
        few = _("fewer than %(few)s people, not shown") % {"few": FEWEST_PEOPLE}
        return Figure(measure, name, few, hidden=True)
    value = _value(app, measure, counted, context)
    if value is None:
        return Figure(measure, name, _("nothing to measure yet"), hidden=True)
    return Figure(
        measure,
        name,
        _said(measure, value, context),
        _said(measure, measure.target, context) if measure.target is not None else "",
        _percent(measure, value),
        _reached(measure, value),
    )


def _value(
    app: App, measure: Measure, rows: QuerySet[Item], context: Context
) -> float | timedelta | None:
    if measure.kind == "count":
        return float(rows.count())
    if measure.share is not None:
        return rows.filter(rows_for(app, measure.share, context)).count() / rows.count()
    function, state = measure.time
    items = list(rows.order_by("-created_at")[:MOST])
    lengths = (
        _to_answer(items) if function == "time_to_answer" else _in_states(items, function, state)
    )
    seconds = [length.total_seconds() for length in lengths]
    return timedelta(seconds=median(seconds)) if seconds else None


def _in_states(items: Sequence[Item], function: str, state: str) -> list[timedelta]:
    """How long each item stayed in a state it has left, or took to reach it."""
    passages: dict[int, list[tuple[datetime, str, str]]] = {item.pk: [] for item in items}
    moves = Revision.objects.filter(item__in=items, patch__has_key="@state").order_by("n")
    for item_id, at, patch in moves.values_list("item_id", "at", "patch"):
        before, after = patch["@state"]
        passages[item_id].append((at, before, after))
    measured = (
        (_reaching if function == "time_to" else _staying)(
            item.created_at, passages[item.pk], state
        )
        for item in items
    )
    return [length for length in measured if length is not None]


def _reaching(
    created: datetime, passages: Iterable[tuple[datetime, str, str]], state: str
) -> timedelta | None:
    return next((at - created for at, _before, after in passages if after == state), None)


def _staying(
    created: datetime, passages: Iterable[tuple[datetime, str, str]], state: str
) -> timedelta | None:
    entered, stayed, left = created, timedelta(), False
    for at, before, _after in passages:
        if before == state:
            stayed, left = stayed + (at - entered), True
        entered = at
    return stayed if left else None


def _to_answer(items: Sequence[Item]) -> list[timedelta]:
    """How long each item waited for the first word of somebody else than its author."""
    first: dict[int, datetime] = {}
    authors = {item.pk: item.author_id for item in items}
    said = Comment.objects.filter(item__in=items, deleted_at=None).order_by("created_at")
    for item_id, author_id, at in said.values_list("item_id", "author_id", "created_at"):
        if author_id != authors[item_id]:
            first.setdefault(item_id, at)
    return [first[item.pk] - item.created_at for item in items if item.pk in first]


def _said(measure: Measure, value: float | timedelta, context: Context) -> str:
    if isinstance(value, timedelta):
        return wording_periods.duration(value, context.lang)
    if measure.kind == "share":
        return f"{wording_numbers.number(round(100 * value), context.lang)}\u00a0%"
    return wording_numbers.number(round(value), context.lang)


def _percent(measure: Measure, value: float | timedelta) -> int | None:
    """How far the figure is: a share of the whole, anything else of its target."""
    target = measure.target
    if isinstance(value, timedelta):
        if not isinstance(target, timedelta):
            return None
        return 100 if value <= target else round(100 * (target / value))
    if measure.kind == "share":
        return round(100 * value)
    return min(100, round(100 * value / target)) if isinstance(target, int | float) else None


def _reached(measure: Measure, value: float | timedelta) -> bool:
    target = measure.target
    if isinstance(value, timedelta):
        return isinstance(target, timedelta) and value <= target
    return isinstance(target, int | float) and value >= target
