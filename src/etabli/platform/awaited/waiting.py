"""What waits for one person."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from etabli.platform.access.doors import array_of, givers_of, mine_of
from etabli.platform.access.models import Grant
from etabli.platform.awaited.computing import ACKNOWLEDGE
from etabli.platform.awaited.models import Acknowledgement, Awaiting, Postponement
from etabli.platform.db.prepared import planned
from etabli.platform.items.gathering import gathered
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person


@dataclass
class Tally:
    """How much waits for a person: by act, and what is due by now, by noon, before the night.

    ``later``: what she put off.
    """

    by_act: dict[str, int] = field(default_factory=dict)
    late: int = 0
    noon: int = 0
    today: int = 0
    later: int = 0

    @property
    def total(self) -> int:
        return sum(self.by_act.values())


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a person. ``off``: she put it off."""

    id: int
    act: str
    due_at: datetime | None
    since: datetime
    off: bool

    @property
    def place(self) -> tuple[bool, datetime, datetime, int]:
        """What is due first, then what has waited longest."""
        return self.due_at is None, self.due_at or self.since, self.since, self.id


def tally_of(person: Person) -> Tally:
    """How much waits for a person, as she was last told."""
    now = timezone.localtime()
    moments = (now, now.replace(hour=12, minute=0), now.replace(hour=23, minute=59))
    tally = Tally()
    for one in _known(person):
        if one.off:
            tally.later += 1
            continue
        tally.by_act[one.act] = tally.by_act.get(one.act, 0) + 1
        late, noon, today = (bool(one.due_at and one.due_at <= until) for until in moments)
        tally.late += late
        tally.noon += noon
        tally.today += today
    return tally


def waiting_for(person: Person, *, act: str = "", most: int = 0) -> list[Awaiting]:
    """What waits for a person now: what is due first, then what has waited longest.

    ``most``: how many at most; 0 for all.
    """
    found = [one for one in _asked(person) if not one.off and (not act or one.act == act)]
    return _read(found[: most or None])


def put_off_by(person: Person) -> list[Awaiting]:
    """What she put off and will come back."""
    return _read([one for one in _asked(person) if one.off])


def put_off(awaiting: Awaiting, until: datetime, *, by: Person) -> None:
    """Hide something from one person's list until a moment."""
    Postponement.objects.update_or_create(awaiting=awaiting, person=by, defaults={"until": until})


def take_back(awaiting: Awaiting, *, by: Person) -> None:
    """Show again what was put off."""
    Postponement.objects.filter(awaiting=awaiting, person=by).delete()


def _known(person: Person) -> list[Waiting]:
    """What waited when it was last asked for this ``Person`` in memory."""
    known: list[Waiting] | None = person.__dict__.get("_waiting")
    return _asked(person) if known is None else known


def _asked(person: Person) -> list[Waiting]:
    """Everything that waits for a person, in its order."""
    rows = _hers(
        bool(givers_of(person)), person=person.pk, mine=mine_of(person), now=timezone.now()
    )
    found = (
        Waiting(pk, act, due, since, off)
        for pk, act, step, due, since, off, done, author in rows
        # No author: the item is in the trash. What she wrote asks others to read it.
        if author and not (step == ACKNOWLEDGE and (done or author == person.pk))
    )
    kept = person.__dict__["_waiting"] = sorted(found, key=lambda one: one.place)
    return kept


def _read(found: list[Waiting]) -> list[Awaiting]:
    """The records, with all that a line says."""
    rows = {one.pk: one for one in _records(ids=array_of(one.id for one in found))}
    kept = {item.pk: item for item in gathered(row.item for row in rows.values())}
    return [rows[one.id] for one in found if one.id in rows and rows[one.id].item_id in kept]


@planned
def _records(ids: Any) -> QuerySet[Awaiting]:
    rows = Awaiting.objects.filter(pk__in_array=ids).select_related("item")
    return rows.prefetch_related("comment__author")


@planned
def _hers(stands_in: bool, person: Any, mine: Any, now: Any) -> QuerySet[Awaiting, tuple[Any, ...]]:
    """What awaits one of the audiences ``mine``. ``stands_in``: she decides for others too."""
    off = Postponement.objects.filter(awaiting=OuterRef("pk"), person_id=person, until__gt=now)
    read = Acknowledgement.objects.filter(item=OuterRef("item_id"), person_id=person)
    # Asked for each row: joined, the database would read every item to find a few.
    item = Item.objects.filter(pk=OuterRef("item_id"), trashed_at=None).values("author_id")
    rows = Awaiting.objects.filter(who_id__in_all_mine=mine)
    if stands_in:
        rows = rows.exclude(_hers_to_ask(person))
    said = {"off": Exists(off), "read": Exists(read), "author": Subquery(item)}
    fields = ("pk", "act", "step", "due_at", "since", *said)
    return rows.annotate(**said).values_list(*fields)


def _hers_to_ask(person: Any) -> Any:
    """What she asked herself, and would decide only in the place of another: she does not."""
    named = Grant.objects.filter(audience=OuterRef("who_id"), kind="person", target=person)
    return Q(act=Awaiting.Act.DECIDE, item__author_id=person) & ~Exists(named)
