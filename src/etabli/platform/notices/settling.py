"""Having read notices, or not yet."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from etabli.platform.access.audiences import audience_of, one
from etabli.platform.events.log import Fact, emit
from etabli.platform.items.models import Item
from etabli.platform.notices.models import Notice
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space


def read(about: Item | Space, *, by: Person) -> None:
    """All that one was told of an item or a space is read; what waited for the mail is not sent."""
    _read(_about(about, by), by)


def read_all(until: datetime, *, by: Person) -> None:
    """All that one was told until a moment is read: what came since stays new."""
    _read(Notice.objects.filter(person=by, at__lte=until), by)


def unread(about: Item | Space, *, by: Person) -> None:
    """Keep the latest notice of an item or a space as new."""
    latest = _about(about, by).order_by("-at", "-pk").first()
    if latest is not None:
        Notice.objects.filter(pk=latest.pk).update(read_at=None)
        _say(by)


def _about(about: Item | Space, person: Person) -> QuerySet[Notice]:
    named = {"item": about} if isinstance(about, Item) else {"space": about}
    return Notice.objects.filter(person=person, **named)


def _read(notices: QuerySet[Notice], person: Person) -> None:
    if notices.filter(read_at=None).update(read_at=timezone.now(), mail_due=None):
        _say(person)


def _say(person: Person) -> None:
    """Her other pages count again."""
    emit(Fact("notices_read", actor=person, audience_id=audience_of([one(person.pk)]).pk))
