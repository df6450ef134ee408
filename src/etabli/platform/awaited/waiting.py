"""What waits for one person."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from etabli.platform.access.doors import audiences_of, givers_of, within
from etabli.platform.access.models import Grant
from etabli.platform.awaited.computing import ACKNOWLEDGE
from etabli.platform.awaited.models import Acknowledgement, Awaiting, Postponement
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


def tally_of(person: Person) -> Tally:
    """How much waits for a person; asked once for each ``Person`` in memory."""
    known: Tally | None = person.__dict__.get("_tally")
    if known is None:
        known = person.__dict__["_tally"] = _tally(person)
    return known


def _tally(person: Person) -> Tally:
    now = timezone.localtime()
    moments = (now, now.replace(hour=12, minute=0), now.replace(hour=23, minute=59))
    late, noon, today = (Count("pk", filter=Q(due_at__lte=until)) for until in moments)
    rows = _all(person, "").annotate(off=_put_off(person)).order_by().values_list("act", "off")
    tally = Tally()
    for act, off, *counts in rows.annotate(n=Count("pk"), late=late, noon=noon, today=today):
        if off:
            tally.later += counts[0]
            continue
        tally.by_act[act] = counts[0]
        tally.late += counts[1]
        tally.noon += counts[2]
        tally.today += counts[3]
    return tally


def waiting_for(person: Person, *, act: str = "") -> QuerySet[Awaiting]:
    """What waits for a person now: what is due first, then what has waited longest."""
    return _all(person, act).exclude(_put_off(person)).order_by("due_at", "since", "id")


def put_off_by(person: Person) -> QuerySet[Awaiting]:
    """What she put off and will come back."""
    return _all(person, "").filter(_put_off(person)).order_by("due_at", "since")


def put_off(awaiting: Awaiting, until: datetime, *, by: Person) -> None:
    """Hide something from one person's list until a moment."""
    Postponement.objects.update_or_create(awaiting=awaiting, person=by, defaults={"until": until})


def take_back(awaiting: Awaiting, *, by: Person) -> None:
    """Show again what was put off."""
    Postponement.objects.filter(awaiting=awaiting, person=by).delete()


def _all(person: Person, act: str) -> QuerySet[Awaiting]:
    named = within("who_id", audiences_of(person)) & Q(item__trashed_at=None)
    found = (
        Awaiting.objects.filter(named)
        .exclude(_read_already(person))
        .exclude(_hers_to_ask(person))
        .select_related(
            "item__space__archiving", "item__author", "item__assignee", "comment__author"
        )
    )
    return found.filter(act=act) if act else found


def _read_already(person: Person) -> Any:
    """What asks to be read, and she has, or wrote herself."""
    done = Acknowledgement.objects.filter(item=OuterRef("item_id"), person=person)
    return Q(step=ACKNOWLEDGE) & (Exists(done) | Q(item__author=person))


def _hers_to_ask(person: Person) -> Any:
    """What she asked herself, and would decide only in the place of another: she does not."""
    if not givers_of(person):
        return Q(pk__in=[])
    named = Grant.objects.filter(audience=OuterRef("who_id"), kind="person", target=person.pk)
    return Q(act=Awaiting.Act.DECIDE, item__author=person) & ~Exists(named)


def _put_off(person: Person) -> Any:
    return Exists(
        Postponement.objects.filter(
            awaiting=OuterRef("pk"), person=person, until__gt=timezone.now()
        )
    )
