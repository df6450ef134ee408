"""Saying that one has read, and chasing up those who have not."""

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from etabli.platform.access.doors import audiences_of
from etabli.platform.awaited.computing import ACKNOWLEDGE
from etabli.platform.awaited.models import Acknowledgement, Awaiting, Reading
from etabli.platform.engine.rights import can
from etabli.platform.events.log import Fact, emit
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person


class ReadingRefusal(Exception):
    """``sentence`` says why it was not done, in the language in use."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def acknowledge(item: Item, *, by: Person) -> None:
    """Say that one has read an item. Doing it twice is doing it once.

    Nothing goes to the log: it would keep the hour. Raises ReadingRefusal when the item asks
    nothing of this person.
    """
    if not asked_of(item, by):
        raise ReadingRefusal(_("Nothing is asked of you here any more."))
    Acknowledgement.objects.bulk_create(
        [Acknowledgement(item=item, person=by)], ignore_conflicts=True
    )


def take_back(item: Item, *, by: Person) -> None:
    """Say that one has not read it after all."""
    Acknowledgement.objects.filter(item=item, person=by).delete()


def acknowledged(item: Item, person: Person) -> bool:
    """Whether somebody said that she has read an item."""
    return Acknowledgement.objects.filter(item=item, person=person).exists()


def asked_of(item: Item, person: Person) -> bool:
    """Whether an item asks a person to say that she has read it, now."""
    if item.author_id == person.pk:
        return False
    awaiting = Awaiting.objects.filter(item=item, step=ACKNOWLEDGE).first()
    return awaiting is not None and awaiting.who_id in audiences_of(person)


def chase(item: Item, *, by: Person) -> int:
    """Remind those who have not said that they have read; returns how many they are.

    What they put off comes back, and those who have an address get a letter, from the worker.
    Raises ReadingRefusal for whoever does not watch the reading, and twice in a day.
    """
    reading = Reading.objects.select_for_update().filter(item=item).first()
    if reading is None or not can(by, "watch", item):
        raise ReadingRefusal(_("Only those who follow the reading can do this."))
    awaiting = Awaiting.objects.filter(item=item, step=ACKNOWLEDGE).first()
    if awaiting is None:
        raise ReadingRefusal(_("Reading this is not asked any more."))
    today = timezone.localdate()
    if reading.chased_on == today:
        raise ReadingRefusal(_("They were reminded today already. Wait until tomorrow."))
    reading.chased_on = today
    reading.save(update_fields=["chased_on"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT awaited_bring_back(%s)", [awaiting.pk])
        cursor.execute("SELECT count(*) FROM awaited_concerned(%s) WHERE NOT done", [item.pk])
        missing = int(cursor.fetchone()[0])
    # Told to those who watch alone: the log says that it was done, and to nobody in particular.
    emit(Fact("reading_chased", actor=by, item=item, audience_id=reading.watchers_id))
    return missing
