"""The right column of Mon établi: today, what is new in one's spaces, who arrives, who is away."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from etabli.platform.access.doors import visible_to
from etabli.platform.engine.listing.agenda import agenda_of
from etabli.platform.engine.listing.entries import Entry
from etabli.platform.engine.listing.pages import CalendarPage
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.registry import apps
from etabli.platform.engine.screens.faces import face_of, space_mark
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Membership
from etabli.platform.spaces.standing import spaces_of
from etabli.ui.shell import Face

NEW = timedelta(days=7)
ARRIVED = timedelta(days=30)
DAY = 8
"""Lines of today's agenda; the page has the others."""


@dataclass(frozen=True)
class Away:
    """Somebody of one's teams who is away, and until when."""

    face: Face | None
    until: datetime | None


def beside(person: Person) -> dict[str, Any]:
    """What the column shows: ``day`` (what takes place today), ``spaces``, ``newcomers``,
    ``away``.
    """
    return {
        "day": _today(person),
        "spaces": _news(person),
        "newcomers": _newcomers(person),
        "away": away_near(person),
    }


def _today(person: Person) -> list[Entry]:
    context = context_for(person)
    page = CalendarPage("jour", context.today, context.today)
    return agenda_of(person, page, context).on(context.today)[:DAY]


def away_near(person: Person) -> list[Away]:
    """Colleagues of one's spaces who are away now: granted leave one may see."""
    now = timezone.now()
    absences = [
        uid
        for uid, app in apps().items()
        if app.behaviours.schedulable and app.behaviours.schedulable.period
    ]
    rows = visible_to(
        Item.objects.filter(
            app__in=absences, trashed_at=None, starts_at__lte=now, ends_at__gte=now
        ),
        person,
    ).select_related("author")
    granted = [row for row in rows.order_by("ends_at")[:30] if _stands(row)]
    return [
        Away(face_of(row.author), row.ends_at) for row in granted if row.author_id != person.pk
    ][:8]


def _stands(item: Item) -> bool:
    """An absence counts once it is decided, and not refused or cancelled."""
    state = apps()[item.app].states.get(item.state)
    return state is None or (state.final and state.tone == "ok") or state.tone == "ok"


def _news(person: Person) -> list[Any]:
    spaces = spaces_of(person)
    since = timezone.now() - NEW
    recent = visible_to(
        Item.objects.filter(
            space__in=[s.pk for s in spaces],
            published=True,
            trashed_at=None,
            activity_at__gte=since,
        ),
        person,
    )
    counts = dict(recent.order_by().values_list("space_id").annotate(n=Count("pk")))
    busy = sorted((s for s in spaces if counts.get(s.pk)), key=lambda s: -counts[s.pk])
    return [space_mark(space, note=str(counts[space.pk])) for space in busy[:5]]


def _newcomers(person: Person) -> list[Person]:
    mine = Membership.objects.filter(person=person).values("space_id")
    return list(
        Person.objects.filter(
            kind=Person.Kind.PERSON,
            active=True,
            joined_at__gte=timezone.now() - ARRIVED,
            memberships__space_id__in=mine,
        )
        .exclude(pk=person.pk)
        .select_related("unit")
        .distinct()
        .order_by("-joined_at")[:4]
    )
