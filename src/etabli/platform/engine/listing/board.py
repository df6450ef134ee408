"""A list as a board: a column per value, a ticket per item."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from etabli.platform.engine.app import App
from etabli.platform.engine.definition.states import Move
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.shown import GroupKey, Shown
from etabli.platform.engine.listing.asking import Asked
from etabli.platform.engine.listing.paging import COUNTED, Page, counted, keys_of, page_of
from etabli.platform.engine.listing.table import value_of
from etabli.platform.engine.looking import preload
from etabli.platform.engine.rights import can, may_move
from etabli.platform.items.gathering import gathered
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person

APART = ("assignee", "due")
"""What a ticket shows in a place of its own."""
MOST = 30
"""Tickets drawn in one lane at first; the next ones are one link away."""


@dataclass(frozen=True)
class Target:
    """Somewhere a ticket can go: the lane, and the move or the field that leads there.

    ``asks``: the move demands something more, so it opens its form instead of happening.
    """

    lane: str
    label: str
    move: str = ""
    asks: bool = False

    @property
    def choice(self) -> tuple[str, str, str]:
        """As ui.ticket takes it."""
        return self.lane, self.label, ""


@dataclass(frozen=True)
class Ticket:
    """A card of the board."""

    item: Item
    facts: tuple[Shown, ...]
    targets: tuple[Target, ...]

    @property
    def tags(self) -> list[tuple[str, str]]:
        """Options and tags, as small labels: (text, hue)."""
        parts = [part for shown in self.facts for part in shown.parts]
        return [(part.label, part.hue) for part in parts if part.kind in ("option", "tag")]

    @property
    def place(self) -> str:
        """Where it is, when a field says so."""
        return next((shown.text for shown in self.facts if shown.kind == "place"), "")

    @property
    def due(self) -> datetime | None:
        """Until when, while it is not done."""
        return self.item.due_at

    @property
    def ready(self) -> list[tuple[str, str, str]]:
        """The lanes it can go to at once."""
        return [target.choice for target in self.targets if not target.asks]

    @property
    def asking(self) -> list[Target]:
        """The moves that ask something first."""
        return [target for target in self.targets if target.asks]


@dataclass(frozen=True)
class Lane:
    """A column of the board. ``count`` counts all its items, drawn or not, up to one more
    than is counted; ``next`` is the mark its next tickets begin after."""

    key: str
    label: str
    count: int
    tickets: tuple[Ticket, ...]
    percent: int = 0
    tone: str = ""
    hue: str = ""
    next: str = ""

    @property
    def said(self) -> str:
        """« 12 », « 1000+ »."""
        return f"{COUNTED}+" if self.count > COUNTED else str(self.count)


@dataclass(frozen=True)
class _Part:
    """What a lane holds, before the people of its items are read."""

    key: GroupKey
    page: Page
    count: int


@dataclass(frozen=True)
class Board:
    """A board of an app ``by`` a field or the state, for one reader."""

    app: App
    by: str
    card: Sequence[str]
    person: Person
    context: Context

    def lanes(self, rows: QuerySet[Item], asked: Asked, of: str = "") -> list[Lane]:
        """Its lanes, with their first tickets; the lane ``of`` begins after ``asked.after``."""
        keys = self.app.field(self.by).group_keys(self.context) or ()
        parts = [self._part(rows, asked, key, str(key.value or "") == of) for key in keys]
        drawn = gathered(item for part in parts for item in part.page.items)
        preload(self.context, self.app, drawn)
        return [self._lane(part, {item.pk for item in drawn}) for part in parts]

    def _part(self, rows: QuerySet[Item], asked: Asked, key: GroupKey, further: bool) -> "_Part":
        column = self.app.column(self.by)
        wanted = self.app.field(self.by).flex_value(key.value)
        rows = rows.filter(**{f"{column}__isnull": True} if wanted is None else {column: wanted})
        page = page_of(rows, keys_of(self.app, asked), asked.after if further else "", MOST)
        alone = not page.next and not further
        return _Part(key, page, len(page.items) if alone else counted(rows))

    def _lane(self, part: "_Part", drawn: Container[int]) -> Lane:
        key = part.key
        state = self.app.states.get(str(key.value)) if self.by == "state" else None
        return Lane(
            key=str(key.value or ""),
            label=key.label,
            count=part.count,
            tickets=tuple(self._ticket(item) for item in part.page.items if item.pk in drawn),
            percent=round(100 * progress(self.app, str(key.value))) if state else 0,
            tone=(state.tone or "") if state else "",
            hue=key.hue,
            next=part.page.next,
        )

    def _ticket(self, item: Item) -> Ticket:
        facts = tuple(
            shown
            for uid in self.card
            if uid in self.app.listed
            and uid not in (*APART, self.by)
            and (shown := self.app.field(uid).display(value_of(self.app, item, uid), self.context))
        )
        return Ticket(item, facts, self.targets(item))

    def targets(self, item: Item) -> tuple[Target, ...]:
        """Where the reader may take an item on this board."""
        if self.by == "state":
            moves = may_move(self.app, item, self.person)
            return tuple(_by_move(uid, move, self.context) for uid, move in moves)
        if not can(self.person, "edit", item):
            return ()
        now = value_of(self.app, item, self.by)
        keys = self.app.field(self.by).group_keys(self.context) or ()
        return tuple(Target(str(k.value or ""), k.label) for k in keys if k.value != now)


def progress(app: App, state: str) -> float:
    """How far a state is along the way, 0 to 1: said, or guessed from its place."""
    said = app.states.get(state)
    if said is None:
        return 0.0
    if said.p is not None:
        return said.p
    if said.final:
        return 1.0
    open_states = [uid for uid, one in app.states.items() if not one.final]
    return open_states.index(state) / max(len(open_states), 1)


def _by_move(uid: str, move: Move, context: Context) -> Target:
    asks = move.require or move.reason == "required"
    return Target(move.to, move.name.say(context.lang), uid, bool(asks))
