"""What is new to somebody: what happened since her visit before this one."""

from datetime import datetime, timedelta

from django.utils import timezone

from etabli.platform.feed.models import Visit
from etabli.platform.people.models import Person

APART = timedelta(minutes=30)
"""Two looks at the feed with more than this between them are two visits."""
OFTEN = timedelta(minutes=5)
"""A visit is not noted again before: a page that is read again costs no writing."""


def since_last_visit(person: Person) -> datetime | None:
    """When her visit before this one ended; None in her first."""
    visit = Visit.objects.filter(person=person).first()
    if visit is None:
        return None
    return visit.seen_at if timezone.now() - visit.seen_at > APART else visit.since


def come(person: Person) -> None:
    """Somebody has her feed under her eyes: her visit begins, or goes on."""
    now = timezone.now()
    visit, _new = Visit.objects.get_or_create(person=person, defaults={"seen_at": now})
    away = now - visit.seen_at
    if away > APART:
        visit.since = visit.seen_at
    if away > OFTEN:
        visit.seen_at = now
        visit.save(update_fields=["since", "seen_at"])
