"""At what pace somebody gets notices by mail."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from etabli.platform.house.models import the_house
from etabli.platform.notices.models import Kind, Notice, Pace, Rhythm
from etabli.platform.notices.moments import EVENING, MORNING, SOON, Clock
from etabli.platform.people.models import Person

HOURS = range(MORNING, EVENING)
CHOICES = ("you", "followed", "spaces", "hour", "weekday", "quiet", "zone")


class RhythmRefusal(Exception):
    """A value that cannot be kept: the field, and the sentence for the person."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


def rhythm_of(person_id: int) -> Rhythm:
    """A person's rhythm, or the usual one, not saved."""
    found = Rhythm.objects.filter(person_id=person_id).first()
    return found or Rhythm(person_id=person_id)


def rhythms_of(people: Iterable[int]) -> dict[int, Rhythm]:
    """Several people's, in one query."""
    wanted = list(people)
    kept = {one.person_id: one for one in Rhythm.objects.filter(person_id__in=wanted)}
    return {pk: kept.get(pk) or Rhythm(person_id=pk) for pk in wanted}


def clock_of(rhythm: Rhythm) -> Clock:
    """The hours of whoever has this rhythm."""
    zone = rhythm.zone if rhythm.zone in zones() else settings.TIME_ZONE
    return Clock(ZoneInfo(zone), rhythm.hour, rhythm.weekday, rhythm.quiet)


def due_at(
    rhythm: Rhythm, kind: str, now: datetime, *, urgent_until: datetime | None = None
) -> datetime | None:
    """When a notice of a kind leaves by mail; None for never.

    ``urgent_until``: something awaited is due by then, and the house lets it break the peace
    of whoever would otherwise read of it too late.
    """
    pace, clock = rhythm.pace(kind), clock_of(rhythm)
    if pace == Pace.NEVER:
        return None
    if pace != Pace.NOW:
        return clock.next_digest(now, weekly=pace == Pace.WEEKLY)
    soon = now + SOON
    usual = clock.peace_ends(soon)
    return soon if urgent_until is not None and urgent_until <= usual else usual


def set_rhythm(values: dict[str, Any], *, by: Person) -> Rhythm:
    """Choose one's own pace. What already waits for the mail follows it.

    Raises RhythmRefusal.
    """
    rhythm = rhythm_of(by.pk)
    for name, value in values.items():
        _check(name, value)
        setattr(rhythm, name, value)
    rhythm.save()
    plan_again(rhythm)
    return rhythm


def stop_mail(person_id: int, kinds: Iterable[str]) -> None:
    """No more mail of these kinds: what the link at the foot of each letter does."""
    rhythm = rhythm_of(person_id)
    for kind in kinds:
        if kind in Kind.values:
            setattr(rhythm, kind, Pace.NEVER)
    rhythm.save()
    plan_again(rhythm)


def plan_again(rhythm: Rhythm) -> None:
    """Give what waits for the mail the moments of a new rhythm."""
    now = timezone.now()
    waiting = Notice.objects.filter(person_id=rhythm.person_id, mail_due__isnull=False)
    for kind in Kind.values:
        waiting.filter(kind=kind).update(mail_due=due_at(rhythm, kind, now))


def urgent_allowed() -> bool:
    """Whether the house lets what is awaited and urgent break the peace of the night."""
    return the_house().urgent_mail


@cache
def zones() -> tuple[str, ...]:
    """The time zones one may choose, by name: places, not abbreviations."""
    found = (zone for zone in available_timezones() if "/" in zone and "Etc/" not in zone)
    return tuple(sorted(found))


def _check(name: str, value: Any) -> None:
    allowed: Any = {
        "hour": HOURS,
        "weekday": range(7),
        "quiet": (True, False),
        "zone": ("", *zones()),
    }.get(name, Pace.values)
    if value not in allowed:
        raise RhythmRefusal(name, _("Choose one of the values offered."))
