"""What takes place for one person: in her spaces, and wherever it concerns her."""

from collections.abc import Container, Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from etabli.platform.access.doors import visible_to
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.listing.calendar import MOST, Calendar, entry_of, sorted_by_beginning
from etabli.platform.engine.listing.occurring import Occurrence, Placing, occurrences
from etabli.platform.engine.listing.pages import CalendarPage
from etabli.platform.engine.registry import apps
from etabli.platform.items.models import Item, ItemRef
from etabli.platform.people.models import Person
from etabli.platform.spaces.standing import ranks_of

DUE = Placing("due", "due_at")


def agenda_of(
    person: Person, page: CalendarPage, context: Context, only: Iterable[str] = ()
) -> Calendar:
    """Her calendar. ``only``: the apps wanted; all of them if empty."""
    after, before = page.bounds(context.zone)
    wanted = set(only) & set(apps()) or set(apps())
    found, full = _found(person, after, before, wanted)
    entries = (entry_of(apps()[one.item.app], one, person, context) for one in found)
    return Calendar(page, sorted_by_beginning(entries), context.zone, full)


def dated_apps() -> list[App]:
    """The apps whose items have a time, or are due."""
    return [
        app
        for app in apps().values()
        if (on := app.behaviours.schedulable) and (on.dated or on.due)
    ]


def _found(
    person: Person, after: datetime, before: datetime, wanted: set[str]
) -> tuple[list[Occurrence], bool]:
    timed = list(dated_items(person, (after, before), ranks_of(person), wanted)[: MOST + 1])
    due = list(_due(person, after, before, wanted)[: MOST + 1])
    found = [one for item in timed[:MOST] for one in occurrences(item, after, before)]
    found += [one for item in due[:MOST] for one in DUE.occurrences(item, after, before)]
    return found, len(timed) > MOST or len(due) > MOST


def dated_items(
    person: Person,
    span: tuple[datetime, datetime],
    spaces: Iterable[int],
    wanted: Container[str],
    also: Iterable[int] = (),
) -> QuerySet[Item]:
    """Items with a time of their own between two moments, in these spaces or that concern her.

    Those given up (a refused leave) take place no more. ``also``: ids of others she sees.
    """
    after, before = span
    dated = [app for app in apps().values() if app.app in wanted and _is_dated(app)]
    rows = Item.objects.filter(
        starts_at__isnull=False, ends_at__gte=after, starts_at__lt=before, trashed_at=None
    )
    rows = visible_to(rows.filter(app__in=[app.app for app in dated]), person)
    for app in dated:
        if given_up := [uid for uid, one in app.states.items() if one.final and one.tone == "stop"]:
            rows = rows.exclude(app=app.app, state__in=given_up)
    named = ItemRef.objects.filter(kind=ItemRef.Kind.PERSON, target=person.pk).exclude(
        field__startswith="@"
    )
    concerned = rows.filter(Q(author=person) | Q(assignee=person)).values("pk")
    ids = (
        rows.filter(Q(space__in=list(spaces)) | Q(pk__in=list(also)))
        .values("pk")
        .union(concerned, rows.filter(pk__in=named.values("item_id")).values("pk"))
    )
    return _read(Item.objects.filter(pk__in=ids)).order_by("starts_at", "id")


def _due(person: Person, after: datetime, before: datetime, wanted: set[str]) -> QuerySet[Item]:
    """What she has to do by a day, while it is not done."""
    open_ones = Q(pk__in=[])
    for app in apps().values():
        on = app.behaviours.schedulable
        if app.app in wanted and on is not None and on.due:
            open_ones |= Q(app=app.app) & ~Q(state__in=app.final_states)
    rows = Item.objects.filter(
        open_ones, assignee=person, due_at__gte=after, due_at__lt=before, trashed_at=None
    )
    return _read(visible_to(rows, person)).order_by("due_at", "id")


def _is_dated(app: App) -> bool:
    return bool(app.behaviours.schedulable and app.behaviours.schedulable.dated)


def _read(rows: QuerySet[Item]) -> QuerySet[Item]:
    return rows.select_related("space__archiving", "author", "assignee")
