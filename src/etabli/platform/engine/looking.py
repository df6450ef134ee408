"""What values point to, found under the rights of whoever is looking."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from etabli.platform.access.doors import array_of
from etabli.platform.db.prepared import planned
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context, Found, Kind
from etabli.platform.engine.fields.shown import Ref
from etabli.platform.engine.registry import apps
from etabli.platform.files.models import StoredFile
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person, Unit
from etabli.platform.spaces.models import Space

MODELS: dict[Kind, Any] = {
    "person": Person,
    "space": Space,
    "item": Item,
    "file": StoredFile,
    "unit": Unit,
}


AT_HAND: dict[str, Kind] = {"author": "person", "assignee": "person", "space": "space"}
"""What an item is often read with."""


class Lookup:
    """Finds records for fields, once each: row-level security hides what may not be seen."""

    def __init__(self) -> None:
        self._known: dict[tuple[Kind, int], Found | None] = {}

    def preload(self, refs: Iterable[tuple[Kind, int]]) -> None:
        """Load what a page will show, one query for each kind."""
        wanted: dict[Kind, set[int]] = {}
        for kind, pk in refs:
            if (kind, pk) not in self._known:
                wanted.setdefault(kind, set()).add(pk)
        for kind, ids in wanted.items():
            self._known |= dict.fromkeys(((kind, pk) for pk in ids), None)
            for record in _records(kind, ids=array_of(ids)):
                self._known[kind, record.pk] = found(kind, record)

    def learn(self, items: Iterable[Item]) -> None:
        """What was read with some items is not asked for again."""
        for item in items:
            for name, kind in AT_HAND.items():
                record = item._state.fields_cache.get(name)
                if record is not None and (kind, record.pk) not in self._known:
                    self._known[kind, record.pk] = found(kind, record)

    def by_id(self, kind: Kind, id: int) -> Found | None:  # noqa: A002 - the protocol's word
        if (kind, id) not in self._known:
            self.preload([(kind, id)])
        return self._known[kind, id]

    def by_uid(self, kind: Kind, uid: str) -> Found | None:
        try:
            record = MODELS[kind]._default_manager.filter(uid=UUID(uid)).first()
        except ValueError:
            return None
        return found(kind, record) if record else None

    def by_name(self, kind: Kind, name: str) -> Found | None:
        records = list(_named(MODELS[kind]._default_manager.all(), kind, name)[:2])
        return found(kind, records[0]) if len(records) == 1 else None


@planned
def _records(kind: Kind, ids: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = MODELS[kind]._default_manager.filter(pk__in_array=ids)
    return rows


def context_for(person: Person | None, *, lang: str = "", current: Any = None) -> Context:
    """The moment: who looks, in which language, what time it is."""
    return Context(
        lang=lang or (person.language if person else "fr"),
        actor=person.pk if person else None,
        now=timezone.now(),
        zone=ZoneInfo(timezone.get_current_timezone_name()),
        lookup=Lookup(),
        current=current,
    )


def preload(context: Context, app: App, items: Iterable[Item]) -> None:
    """Load everything the values of these items point to."""
    shown = list(items)
    refs: list[Ref] = [
        ref
        for item in shown
        for uid, value in item.data.items()
        if uid in app.listed and value is not None
        for ref in app.listed[uid].refs(value)
    ]
    if isinstance(context.lookup, Lookup):
        context.lookup.learn(shown)
        context.lookup.preload(_pointed(refs))


def _pointed(refs: Iterable[Ref]) -> Iterator[tuple[Kind, int]]:
    for ref in refs:
        for kind in MODELS:
            if ref.kind == kind and ref.target is not None:
                yield kind, ref.target


def found(kind: Kind, record: Any) -> Found:
    """A record as fields know it."""
    app = apps().get(record.app) if kind == "item" else None
    return Found(
        kind=kind,
        id=record.pk,
        uid=str(record.uid),
        label=record.title if kind == "item" else record.name,
        url=_url(kind, record),
        app=record.app if kind == "item" else "",
        hue=(app.hue or "") if app else getattr(record, "hue", ""),
        guest=kind == "person" and record.is_guest,
        image=kind == "file" and record.is_image,
        size=record.size if kind == "file" else None,
        thumbnail=str(record.thumbnail_url) if kind == "file" and record.is_image else "",
    )


def _url(kind: Kind, record: Any) -> str:
    if kind == "file":
        return str(record.url)
    folder = {
        "person": "personnes",
        "space": "espaces",
        "item": "fiches",
        "unit": "unites",
    }[kind]
    return f"/{folder}/{record.uid}/"


def _named(rows: QuerySet[Any], kind: Kind, name: str) -> QuerySet[Any]:
    return rows.filter(title=name) if kind == "item" else rows.filter(name=name)
