"""What takes place for one person: in her spaces, and wherever it concerns her."""

from collections.abc import Container, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from etabli.platform.access.doors import array_of, mine_of, within
from etabli.platform.db.prepared import Slots, prepared
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.listing.calendar import MOST, Calendar, entry_of, sorted_by_beginning
from etabli.platform.engine.listing.occurring import Occurrence, Placing, occurrences
from etabli.platform.engine.listing.pages import CalendarPage
from etabli.platform.engine.registry import apps
from etabli.platform.items.gathering import gathered
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
    hers = {"person": person.pk, "mine": mine_of(person), "after": after, "before": before}
    timed = _timed(_dated(wanted), spaces=array_of(ranks_of(person)), also=array_of(()), **hers)
    due = _due(_dues(wanted), **hers)
    found = [one for item in gathered(timed[:MOST]) for one in occurrences(item, after, before)]
    for item in gathered(due[:MOST]):
        found += DUE.occurrences(item, after, before)
    return found, len(timed) > MOST or len(due) > MOST


def dated_items(
    person: Person, span: tuple[datetime, datetime], spaces: Iterable[int], also: Iterable[int]
) -> list[Item]:
    """Items with a time of their own between two moments, in these spaces or that concern her.

    Those given up (a refused leave) take place no more. ``also``: ids of others she sees.
    """
    rows = _all_dated(
        _dated(apps()),
        person=person.pk,
        mine=mine_of(person),
        after=span[0],
        before=span[1],
        spaces=array_of(spaces),
        also=array_of(also),
    )
    return gathered(rows)


States = tuple[tuple[str, tuple[str, ...]], ...]
"""Apps, and the states of each that are left out."""


def _dated(wanted: Container[str]) -> States:
    dated = [app for app in apps().values() if app.app in wanted and _is_dated(app)]
    return tuple((app.app, _given_up(app)) for app in dated)


def _given_up(app: App) -> tuple[str, ...]:
    return tuple(uid for uid, one in app.states.items() if one.final and one.tone == "stop")


def _dues(wanted: Container[str]) -> States:
    on = [app for app in apps().values() if app.app in wanted and _has_dues(app)]
    return tuple((app.app, tuple(app.final_states)) for app in on)


@prepared
def _timed(dated: States, asked: Slots) -> QuerySet[Item]:
    return _placed(dated, asked)[: MOST + 1]


@prepared
def _all_dated(dated: States, asked: Slots) -> QuerySet[Item]:
    return _placed(dated, asked)


def _placed(dated: States, asked: Slots) -> QuerySet[Item]:
    rows = Item.objects.filter(
        within("audience_id", asked.mine),
        app__in=[app for app, _states in dated],
        starts_at__isnull=False,
        ends_at__gte=asked.after,
        starts_at__lt=asked.before,
        trashed_at=None,
    )
    for app, given_up in dated:
        if given_up:
            rows = rows.exclude(app=app, state__in=given_up)
    named = ItemRef.objects.filter(kind=ItemRef.Kind.PERSON, target=asked.person).exclude(
        field__startswith="@"
    )
    concerned = rows.filter(Q(author_id=asked.person) | Q(assignee_id=asked.person)).values("pk")
    ids = (
        rows.filter(Q(space_id__in_array=asked.spaces) | Q(pk__in_array=asked.also))
        .values("pk")
        .union(concerned, rows.filter(pk__in=named.values("item_id")).values("pk"))
    )
    return Item.objects.filter(pk__in=ids).order_by("starts_at", "id")


@prepared
def _due(dues: States, person: Any, mine: Any, after: Any, before: Any) -> QuerySet[Item]:
    """What she has to do by a day, while it is not done."""
    open_ones = Q(pk__in=[])
    for app, final in dues:
        open_ones |= Q(app=app) & ~Q(state__in=final)
    rows = Item.objects.filter(
        open_ones,
        within("audience_id", mine),
        assignee_id=person,
        due_at__gte=after,
        due_at__lt=before,
        trashed_at=None,
    )
    return rows.order_by("due_at", "id")[: MOST + 1]


def _has_dues(app: App) -> bool:
    return bool(app.behaviours.schedulable and app.behaviours.schedulable.due)


def _is_dated(app: App) -> bool:
    return bool(app.behaviours.schedulable and app.behaviours.schedulable.dated)
