"""The right column of Mon établi: today, what is new in one's spaces, who arrives, who is away."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from etabli.platform.access.doors import array_of, mine_of, within
from etabli.platform.db.prepared import prepared
from etabli.platform.directory.absence import away_around
from etabli.platform.directory.asking import ARRIVED
from etabli.platform.engine.listing.agenda import agenda_of
from etabli.platform.engine.listing.entries import Entry
from etabli.platform.engine.listing.pages import CalendarPage
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.screens.faces import face_of, space_mark
from etabli.platform.items.gathering import people_by_id
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Membership
from etabli.platform.spaces.standing import ranks_of, spaces_of
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
    day = agenda_of(person, page, context).on(context.today)
    # What has an hour is what one must not miss: those who are away all day are told below too.
    return sorted(day, key=lambda one: one.long)[:DAY]


def away_near(person: Person) -> list[Away]:
    """Colleagues of one's spaces who are away now, those who come back first before the others."""
    away = sorted(away_around(person).items(), key=lambda one: str(one[1].until))[:MOST]
    people = people_by_id(pk for pk, _where in away)
    return [Away(face_of(people[pk]), where.until) for pk, where in away if pk in people]


def _news(person: Person) -> list[Any]:
    spaces = spaces_of(person)
    counts = dict(
        _recent(
            mine=mine_of(person),
            spaces=array_of(one.pk for one in spaces),
            since=timezone.now() - NEW,
        )
    )
    busy = sorted((s for s in spaces if counts.get(s.pk)), key=lambda s: -counts[s.pk])
    return [space_mark(space, note=str(counts[space.pk])) for space in busy[:5]]


@prepared
def _recent(mine: Any, spaces: Any, since: Any) -> QuerySet[Item, tuple[int, int]]:
    rows = Item.objects.filter(
        within("audience_id", mine),
        space_id__in_array=spaces,
        published=True,
        trashed_at=None,
        activity_at__gte=since,
    )
    return rows.order_by().values_list("space_id").annotate(n=Count("pk"))


def _newcomers(person: Person) -> list[tuple[Face | None, str]]:
    arrived = _arrived(
        person=person.pk, spaces=array_of(ranks_of(person)), since=timezone.now() - ARRIVED
    )
    return [(face_of(one), one.unit.name if one.unit else one.job) for one in arrived]


@prepared
def _arrived(person: Any, spaces: Any, since: Any) -> QuerySet[Person]:
    with_her = Membership.objects.filter(person=OuterRef("pk"), space_id__in_array=spaces)
    rows = Person.objects.filter(
        ~Q(pk=person),
        Exists(with_her),
        kind=Person.Kind.PERSON,
        active=True,
        joined_at__gte=since,
    )
    return rows.select_related("unit").order_by("-joined_at")[:4]
