"""One's agenda as other programs read it: RFC 5545, written by ``icalendar``."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event
from icalendar.enums import CLASS

from etabli.platform.attending.models import Attendance, CalendarAddress
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.place import PlaceField
from etabli.platform.engine.listing.agenda import dated_items
from etabli.platform.engine.listing.occurring import Occurrence, occurrences
from etabli.platform.engine.listing.repeating import house_zone
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.registry import apps
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space
from etabli.platform.spaces.standing import ranks_of

BEFORE, AHEAD = timedelta(days=60), timedelta(days=400)
"""How far back and ahead it goes."""
MOST = 1500
"""Times in it at most, the nearest to come kept."""


def feed_of(person: Person, address: CalendarAddress, site: str) -> bytes:
    """What she attends or is asked to, and the calendars she chose, as text/calendar.

    Only called under her identity. ``site``: the beginning of absolute addresses.
    """
    with override(person.language):
        calendar = Calendar.new(
            name=_("Agenda of %(name)s") % {"name": person.name},
            organization="Établi",
            language=person.language,
            refresh_interval=timedelta(hours=1),
        )
        context = context_for(person)
        for one in _times(person, address):
            calendar.add_component(_event(one, context, site))
        calendar.add_missing_timezones()
        return bytes(calendar.to_ical())


def _times(person: Person, address: CalendarAddress) -> list[Occurrence]:
    now = timezone.now().astimezone(house_zone())
    span = (now - BEFORE, now + AHEAD)
    found = [one for item in _items(person, address, span) for one in occurrences(item, *span)]
    found.sort(key=lambda one: (one.ends < now, abs(one.starts - now)))
    return sorted(found[:MOST], key=lambda one: (one.starts, one.item.pk, one.key))


def _items(
    person: Person, address: CalendarAddress, span: tuple[datetime, datetime]
) -> Iterator[Item]:
    said = dict(Attendance.objects.filter(person=person).values_list("item_id", "answer"))
    coming = [pk for pk, answer in said.items() if answer != Attendance.Answer.NO]
    # A space she has left since is hers no more.
    spaces = set(address.spaces) & set(ranks_of(person))
    rows = dated_items(person, span, spaces, coming)
    return (item for item in rows if said.get(item.pk) != Attendance.Answer.NO)


def _event(one: Occurrence, context: Context, site: str) -> Event:
    item, app = one.item, apps()[one.item.app]
    first, last = one.first, one.last + timedelta(days=1)
    key = f"{item.uid}-{one.key}" if one.key else str(item.uid)
    shared: dict[str, Any] = {
        "uid": key,
        "start": first if one.all_day else one.starts,
        "end": last if one.all_day else one.ends,
        "last_modified": item.updated_at,
        "stamp": item.updated_at,
        "sequence": item.version,
    }
    if item.space.visibility == Space.Visibility.SECRET:
        return Event.new(summary=_("Busy"), classification=CLASS.PRIVATE, **shared)
    return Event.new(
        summary=item.title,
        location=_place(app, item, context),
        url=f"{site}/fiches/{item.uid}/",
        description=f"{app.label(context.lang)}, {item.space.name}\n{site}/fiches/{item.uid}/",
        **shared,
    )


def _place(app: App, item: Item, context: Context) -> str | None:
    for uid, field in app.fields.items():
        if isinstance(field, PlaceField) and field.read is None and item.data.get(uid):
            return field.display(item.data[uid], context).text
    return None
