"""What waits for one person."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from etabli.platform.access.doors import audiences_of, within
from etabli.platform.awaited.models import Awaiting, Postponement
from etabli.platform.people.models import Person


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
    found = Awaiting.objects.filter(named).select_related(
        "item__space", "item__author", "item__assignee", "comment__author"
    )
    return found.filter(act=act) if act else found


def _put_off(person: Person) -> Any:
    return Exists(
        Postponement.objects.filter(
            awaiting=OuterRef("pk"), person=person, until__gt=timezone.now()
        )
    )
