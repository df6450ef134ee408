"""Notices that are due by mail become letters: one for each subject, or a digest."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from etabli.platform.events.regularly import regularly
from etabli.platform.items.models import Item
from etabli.platform.mail.making import write_later
from etabli.platform.notices.models import Notice, Pace, Reason, Rhythm
from etabli.platform.notices.rhythm import clock_of, rhythm_of, urgent_allowed

PEOPLE = 500
"""People written to at each turn; the others have theirs at the next one."""
APART = 3
"""Subjects that get a letter each; more of them at once, as after a night, are put together."""

Key = tuple[int | None, int | None]


@regularly(seconds=15)
def write_due_letters() -> int:
    """Write the letters of the notices that are due; returns how many.

    A notice stops waiting in the transaction that writes its letter: it has one, whatever
    number of workers there are and wherever they are stopped.
    """
    now = timezone.now()
    due = Notice.objects.filter(mail_due__lte=now).order_by()
    people = due.values_list("person_id", flat=True).distinct()[:PEOPLE]
    return sum(_write_to(person_id, now) for person_id in list(people))


@transaction.atomic
def _write_to(person_id: int, now: datetime) -> int:
    due = Notice.objects.filter(person_id=person_id, mail_due__lte=now).order_by("at", "pk")
    rhythm = rhythm_of(person_id)
    found = _sendable(list(due.select_for_update(skip_locked=True)), rhythm, now)
    if not found:
        return 0
    Notice.objects.filter(pk__in=[one.pk for one in found]).update(mail_due=None)
    urgent = clock_of(rhythm).is_quiet(now)
    at_once = [one for one in found if rhythm.pace(one.kind) == Pace.NOW]
    subjects = _by_subject(at_once)
    if len(subjects) > APART:
        subjects = {}
    apart = {one.pk for group in subjects.values() for one in group}
    together = [one for one in found if one.pk not in apart]
    letters = [*subjects.values(), *([together] if together else [])]
    for group in letters:
        form = "digest" if group is together else "one"
        about = {"form": form, "notices": [one.pk for one in group], "urgent": urgent}
        write_later("notices", about, person_id=person_id)
    return len(letters)


def _sendable(due: list[Notice], rhythm: Rhythm, now: datetime) -> list[Notice]:
    """What may leave now. A worker that comes late does not write at night: what is not
    urgent waits again.
    """
    morning = clock_of(rhythm).peace_ends(now)
    if morning <= now:
        return due
    awaited = [one for one in due if one.reason == Reason.AWAITED] if urgent_allowed() else []
    items = Item.objects.filter(pk__in=[one.item_id for one in awaited], due_at__lte=morning)
    urgent = set(items.values_list("pk", flat=True))
    leaving = [one for one in awaited if one.item_id in urgent]
    left = {one.pk for one in due} - {one.pk for one in leaving}
    Notice.objects.filter(pk__in=left).update(mail_due=morning)
    return leaving


def _by_subject(notices: Sequence[Notice]) -> dict[Key, list[Notice]]:
    subjects: dict[Key, list[Notice]] = {}
    for notice in notices:
        subjects.setdefault((notice.item_id, notice.space_id), []).append(notice)
    return subjects
