"""What goes with what somebody is typing: people, spaces and titles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from etabli.platform.engine.registry import apps
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.search.asking import OPEN, read_question
from etabli.platform.search.finding import backend
from etabli.platform.spaces.models import Space


@dataclass(frozen=True)
class Option:
    """A place to go. ``icon`` and ``hue`` make the mark of an app, ``initials`` a face, or a
    block when ``is_space``.
    """

    label: str
    url: str
    hue: str
    note: str = ""
    icon: str = ""
    initials: str = ""
    is_space: bool = False
    is_guest: bool = False
    photo: str = ""
    value: str = ""

    @property
    def name(self) -> str:
        return self.label


@dataclass(frozen=True)
class Group:
    """Suggestions of one kind."""

    title: str
    options: list[Option]


def suggestions(typed: str, *, by: Person) -> list[Group]:
    """A few of each kind, from three letters on."""
    question = read_question(typed)
    if question.empty or len(question.text) < OPEN:
        return []
    hits = backend().suggest(question)
    groups = [
        Group(_("People"), [_person(one) for one in _rows(Person, "person", hits, "unit")]),
        Group(_("Spaces"), [_space(one) for one in _rows(Space, "space", hits)]),
        Group(_("Records"), [_item(one, by) for one in _rows(Item, "item", hits)]),
    ]
    return [group for group in groups if group.options]


def _rows(model: Any, kind: str, hits: list[tuple[str, int]], *joined: str) -> list[Any]:
    """The rows of some hits, in their order, under the policies of whoever asks."""
    ids = [pk for one, pk in hits if one == kind]
    rows = model.objects.select_related(*joined) if joined else model.objects
    found: Mapping[int, Any] = rows.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def _person(person: Person) -> Option:
    unit = person.unit.name if person.unit else ""
    note = ", ".join(filter(None, (person.job, unit, person.organisation)))
    return Option(
        person.name,
        f"/personnes/{person.uid}/",
        person.hue,
        note=note,
        initials=person.initials,
        is_guest=person.is_guest,
        photo=person.photo_url,
    )


def _space(space: Space) -> Option:
    return Option(
        space.name,
        f"/espaces/{space.uid}/",
        space.hue,
        note=str(space.get_visibility_display()),
        initials=space.initials,
        is_space=True,
    )


def _item(item: Item, by: Person) -> Option:
    app = apps().get(item.app)
    title = f"{item.number} · {item.title}" if item.number else item.title
    return Option(
        title,
        f"/fiches/{item.uid}/",
        app.colour if app else "ardoise",
        note=app.label(by.language) if app else "",
        icon=app.icon if app else "file-text",
    )
