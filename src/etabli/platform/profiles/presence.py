"""Being there or not: what somebody says of the moment, until a moment."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from etabli.lib.text import clean_line
from etabli.platform.events.log import Fact, emit
from etabli.platform.people.models import Person
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.profiles.models import Presence

LONGEST = timedelta(days=365)


@transaction.atomic
def be(person: Person, kind: str, until: datetime, words: str = "") -> Presence:
    """Say for oneself where one is, until then. Raises PersonRefusal, with the field."""
    now = timezone.now()
    if kind not in Presence.Kind.values:
        raise PersonRefusal(_("Choose one of the values offered."), "kind")
    if not now < until <= now + LONGEST:
        raise PersonRefusal(_("Choose a moment to come, within a year."), "until")
    said, _made = Presence.objects.update_or_create(
        person=person,
        defaults={"kind": kind, "until": until, "since": now, "words": clean_line(words, 100)},
    )
    emit(Fact("presence_changed", actor=person, person=person))
    return said


@transaction.atomic
def be_back(person: Person) -> None:
    """One is there again."""
    if Presence.objects.filter(person=person).delete()[0]:
        emit(Fact("presence_changed", actor=person, person=person))


def presences_of(people: Iterable[int], *, by: Person) -> dict[int, Presence]:
    """What people say of this moment, by id of person. Guests are not told, but of themselves."""
    ids = list(people) if by.kind == Person.Kind.PERSON else [by.pk]
    rows = Presence.objects.filter(person_id__in=ids, until__gt=timezone.now())
    return {row.person_id: row for row in rows}
