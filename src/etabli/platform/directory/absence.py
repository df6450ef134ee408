"""Who is there: what people say of the moment, and the leave one may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from etabli.platform.access.doors import array_of, mine_of, visible_to, within
from etabli.platform.db.prepared import prepared
from etabli.platform.engine.registry import apps
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.profiles.models import Presence
from etabli.platform.profiles.presence import presences_of
from etabli.platform.spaces.models import Membership
from etabli.platform.spaces.standing import ranks_of

MOST = 2000


@dataclass(frozen=True)
class Whereabouts:
    """What is known of somebody’s moment. ``here`` is « away » or « busy »."""

    here: str
    label: str
    until: datetime | None
    words: str = ""

    @property
    def away(self) -> bool:
        return self.here == "away"


def whereabouts_of(people: Iterable[Person], *, by: Person) -> dict[int, Whereabouts]:
    """Of these people, those who are not simply there; what they say goes before their leave."""
    ids = [one.pk for one in people]
    return _on_leave(ids, by) | {pk: _said(one) for pk, one in presences_of(ids, by=by).items()}


def away_now(among: QuerySet[Person], *, by: Person) -> Mapping[int, Whereabouts]:
    """Who is away, by id of person, among some."""
    found = _on_leave(among, by)
    if by.kind == Person.Kind.PERSON:
        said = Presence.objects.filter(person__in=among, until__gt=timezone.now())
        for one in said[:MOST]:
            found[one.person_id] = _said(one)
    return {pk: one for pk, one in found.items() if one.away}


def away_around(person: Person) -> Mapping[int, Whereabouts]:
    """Who is away, by id, among the members of one's spaces, oneself left out."""
    asked = {
        "person": person.pk,
        "spaces": array_of(ranks_of(person)),
        "now": timezone.now(),
    }
    found = _shown(_around(tuple(_absence_apps()), mine=mine_of(person), **asked))
    if person.kind == Person.Kind.PERSON:
        found |= {one.person_id: _said(one) for one in _said_around(**asked)}
    return {pk: one for pk, one in found.items() if one.away}


@prepared
def _around(
    absences: tuple[str, ...], person: Any, mine: Any, spaces: Any, now: Any
) -> QuerySet[Item]:
    rows = _running(absences, now).filter(within("audience_id", mine), _beside("author", spaces))
    return rows.exclude(author_id=person).order_by("ends_at")[:MOST]


@prepared
def _said_around(person: Any, spaces: Any, now: Any) -> QuerySet[Presence]:
    rows = Presence.objects.filter(_beside("person", spaces), until__gt=now)
    return rows.exclude(person_id=person)[:MOST]


def _beside(who: str, spaces: Any) -> Exists:
    """Whether somebody active is a member of one of these spaces."""
    there = Membership.objects.filter(
        person=OuterRef(who),
        space_id__in_array=spaces,
        person__active=True,
        person__kind=Person.Kind.PERSON,
    )
    return Exists(there)


@dataclass(frozen=True)
class Absence:
    """Days somebody will not be there, both ends included, and the record that says so."""

    starts: date
    ends: date
    title: str
    url: str


def to_come(person: Person) -> list[Absence]:
    """One's own leave that was granted, running or to come."""
    rows = Item.objects.filter(
        app__in=_absence_apps(), trashed_at=None, ends_at__gte=timezone.now(), author=person
    )
    return [
        Absence(
            timezone.localdate(row.starts_at),
            timezone.localdate(row.ends_at),
            row.title,
            f"/fiches/{row.uid}/",
        )
        for row in visible_to(rows, person).order_by("starts_at")[:20]
        if _stands(row) and row.starts_at and row.ends_at
    ]


def _absence_apps() -> list[str]:
    return [
        uid
        for uid, app in apps().items()
        if app.behaviours.schedulable and app.behaviours.schedulable.period
    ]


def _said(one: Presence) -> Whereabouts:
    here = "away" if one.kind == Presence.Kind.AWAY else "busy"
    return Whereabouts(here, str(one.get_kind_display()), one.until, one.words)


def _on_leave(among: Iterable[int] | QuerySet[Person], by: Person) -> dict[int, Whereabouts]:
    running = _running(_absence_apps(), timezone.now()).filter(author__in=among)
    return _shown(visible_to(running, by).order_by("ends_at")[:MOST])


def _running(absences: Iterable[str], now: Any) -> QuerySet[Item]:
    return Item.objects.filter(
        app__in=list(absences), trashed_at=None, starts_at__lte=now, ends_at__gte=now
    )


def _shown(rows: Iterable[Item]) -> dict[int, Whereabouts]:
    """By author; of two leaves at once, the one that ends last."""
    return {
        row.author_id: Whereabouts("away", _("Away"), row.ends_at) for row in rows if _stands(row)
    }


def _stands(item: Item) -> bool:
    """An absence counts once somebody granted it."""
    state = apps()[item.app].states.get(item.state)
    return state is not None and state.tone == "ok"
