"""What the things a text names are called, for one reader."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from django.db.models import BigIntegerField, CharField, QuerySet, Value
from django.utils.translation import gettext as _

from etabli.lib.richtext import Doc, Reference, Resolved, references, render
from etabli.platform.access.doors import mine_of, visible_to, within
from etabli.platform.files.doors import files_for
from etabli.platform.files.models import StoredFile
from etabli.platform.items.models import Comment, Item
from etabli.platform.items.naming import Place, places_in, with_names
from etabli.platform.people.models import Person, Unit
from etabli.platform.spaces.models import Space

FOLDERS: Final[Mapping[str, str]] = {
    "person": "personnes",
    "unit": "unites",
    "space": "espaces",
    "item": "fiches",
}
SHOWN_WHOLE: Final = 1600
"""Pixels: a wider picture is shown small in a text, and opens whole."""
Row = tuple[str, UUID, int, str, int | None, int | None]


def units_for(person: Person) -> "QuerySet[Unit]":
    """The units a person may know of: how the house is organised is not told to guests."""
    return Unit.objects.all() if person.kind == Person.Kind.PERSON else Unit.objects.none()


class Resolving:
    """The resolver of documents shown to one reader: everything they name is looked up at
    once, under her rights, in one query.
    """

    def __init__(self, person: Person, docs: Iterable[Mapping[str, Any]] = ()) -> None:
        self._person = person
        self._known: dict[Reference, Resolved] = {}
        self.prepare(docs)

    def prepare(self, docs: Iterable[Mapping[str, Any]]) -> None:
        """Look up what these documents name, by what they point to or by its address."""
        held = [doc for doc in docs if doc]
        named = [reference for doc in held for reference in references(Doc(dict(doc)))]
        self.look_up([*named, *map(_place, places_in(held))])

    def look_up(self, named: Iterable[Reference]) -> None:
        """Look these things up, those not known yet."""
        wanted: dict[str, set[str]] = {}
        for reference in named:
            if reference not in self._known:
                wanted.setdefault(reference.kind, set()).add(reference.uid)
        queries = [self._query(kind, uids) for kind, uids in sorted(wanted.items())]
        if queries:
            first, *others = queries
            for row in first.union(*others, all=True) if others else first:
                self._learn(row)

    def html(self, doc: Mapping[str, Any]) -> str:
        """The safe HTML of a document, for an element of class ``prose``."""
        return render(self.named(doc), self) if doc else ""

    def named(self, doc: Mapping[str, Any]) -> Doc:
        """The document with the names of what its bare addresses of this house lead to."""
        return with_names(doc, lambda place: self._title(_place(place)))

    def _title(self, reference: Reference) -> str:
        known = self._known.get(reference)
        return known.title if known else ""

    def __call__(self, reference: Reference) -> Resolved:
        return self._known.get(reference) or Resolved(_RESERVED[reference.kind]())

    def _query(self, kind: str, uids: set[str]) -> "QuerySet[Any, Row]":
        named = _NAMED_BY.get(kind, "name")
        sides: tuple[Any, Any] = ("width", "height") if kind == "file" else (_NOTHING, _NOTHING)
        rows = self._visible(kind).filter(uid__in=uids).order_by()
        return rows.values_list(Value(kind, CharField()), "uid", "pk", named, *sides)

    def _visible(self, kind: str) -> "QuerySet[Any]":
        if kind == "file":
            return files_for(self._person)
        if kind == "item":
            return visible_to(Item.objects.filter(trashed_at=None), self._person)
        if kind == "comment":
            said = visible_to(Comment.objects.filter(deleted_at=None), self._person)
            mine = within("item__audience_id", mine_of(self._person))
            return said.filter(mine, item__trashed_at=None)
        if kind == "space":
            return visible_to(Space.objects.all(), self._person)
        return units_for(self._person) if kind == "unit" else Person.objects.all()

    def _learn(self, row: Row) -> None:
        kind, uid, pk, title, width, height = row
        reference = Reference(kind, str(uid))  # type: ignore[arg-type]
        if kind == "file":
            self._known[reference] = _file(StoredFile(uid=uid, name=title, width=width), height)
        elif kind == "comment":
            self._known[reference] = Resolved(_("Message under “%(title)s”") % {"title": title})
        else:
            me = kind == "person" and pk == self._person.pk
            self._known[reference] = Resolved(title, f"/{FOLDERS[kind]}/{uid}/", me=me)


def _file(file: StoredFile, height: int | None) -> Resolved:
    src = None
    if file.width is not None:
        src = file.url if file.width <= SHOWN_WHOLE else file.thumbnail_url
    return Resolved(file.name, file.url, src=src, width=file.width, height=height)


def _place(place: Place) -> Reference:
    return Reference(place[0], place[1])  # type: ignore[arg-type]


_NAMED_BY: Final = {"item": "title", "comment": "item__title"}
_NOTHING = Value(None, BigIntegerField())
_RESERVED = {
    "person": lambda: _("somebody"),
    "unit": lambda: _("a unit"),
    "space": lambda: _("a restricted space"),
    "item": lambda: _("something restricted"),
    "file": lambda: _("a restricted file"),
}
