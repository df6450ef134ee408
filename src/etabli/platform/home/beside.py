"""The right column of Mon établi: today, what is new in one's spaces, who arrives, who is away."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from etabli.platform.access.doors import visible_to
from etabli.platform.directory.absence import away_now
from etabli.platform.directory.asking import ARRIVED
from etabli.platform.engine.listing.agenda import agenda_of
from etabli.platform.engine.listing.entries import Entry
from etabli.platform.engine.listing.pages import CalendarPage
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.screens.faces import face_of, space_mark
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Membership
from etabli.platform.spaces.standing import spaces_of
from etabli.ui.shell import Face

NEW = timedelta(days=7)
DAY = 8
"""Lines of today's agenda; the page has the others."""
MOST = 8


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
    """Colleagues of one's spaces who are away now, those who come back first before the others."""
    mine = Membership.objects.filter(person=person).values("space_id")
    team = Person.objects.filter(
        kind=Person.Kind.PERSON, active=True, memberships__space_id__in=mine
    ).exclude(pk=person.pk)
    away = sorted(away_now(team, by=person).items(), key=lambda one: str(one[1].until))[:MOST]
    people = Person.objects.in_bulk([pk for pk, _where in away])
    return [Away(face_of(people[pk]), where.until) for pk, where in away if pk in people]


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


def _newcomers(person: Person) -> list[tuple[Face | None, str]]:
    mine = Membership.objects.filter(person=person).values("space_id")
    arrived = (
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
    return [(face_of(one), one.unit.name if one.unit else one.job) for one in arrived]
