"""Lines of a checklist made into something of their own: a decision into a task."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from etabli.platform.engine.app import App
from etabli.platform.engine.fields.checklist import ChecklistField
from etabli.platform.engine.registry import apps
from etabli.platform.engine.screens.faces import Mark, face_of, mark_of
from etabli.platform.engine.screens.stepping import Standing, standing_of
from etabli.platform.engine.writing import Refusal
from etabli.platform.items.linking import keep_source, made_of_lines
from etabli.platform.items.models import Comment, Item
from etabli.platform.items.prefill import Maker, makers_for
from etabli.platform.items.rights import hold
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.ui.shell import Face


@dataclass(frozen=True)
class Line:
    """A line of an item. ``key`` tells it from the others: its field, and its own id."""

    key: str
    text: str


@dataclass(frozen=True)
class Made:
    """What a line became. ``who``: whoever it was given to."""

    item: Item
    mark: Mark
    standing: Standing | None
    who: Face | None


@dataclass(frozen=True)
class Lines:
    """What lines became, by key, and what a person can make of the others."""

    made: dict[str, list[Made]] = field(default_factory=dict)
    makers: Sequence[Maker] = ()


def line_asked(request: HttpRequest, source: Item | Comment) -> Line | None:
    """The line of the source that ``?ligne=<field>.<id>`` names."""
    if isinstance(source, Comment):
        return None
    app = apps().get(source.app)
    uid, _dot, row_id = request.GET.get("ligne", "").partition(".")
    if app is None or not _is_open(app, uid):
        return None
    rows = source.data.get(uid) or ()
    texts = (row["text"] for row in rows if row["id"] == row_id)
    text = next(texts, None)
    return Line(f"{uid}.{row_id}", text) if text else None


def keep_origin(request: HttpRequest, item: Item, source: Item | Comment) -> None:
    """Remember what a new item was made from, and from which of its lines.

    Raises Refusal when somebody made something of that line meanwhile.
    """
    person = person_of(request)
    line = line_asked(request, source)
    if line is not None and isinstance(source, Item):
        hold(source)  # of two people who make the same line into something, one comes first
        if already := made_of_lines(source, person).get(line.key):
            said = _("This line has already become “%(title)s”.")
            raise Refusal(said % {"title": already[0].title})
    keep_source(item, source, by=person, line=line.key if line else "")


def lines_of(app: App, item: Item, person: Person, lists: Sequence[dict[str, Any]]) -> Lines:
    """What the lines of these lists became, and what can be made of them."""
    if not any(_is_open(app, one["uid"]) for one in lists):
        return Lines()
    made = {
        key: [_made(one, person) for one in found if one.app in apps()]
        for key, found in made_of_lines(item, person).items()
    }
    return Lines(made, () if item.trashed else makers_for(item, person))


def _made(item: Item, person: Person) -> Made:
    app, lang = apps()[item.app], person.language
    who = face_of(item.assignee) if item.assignee else None
    return Made(item, mark_of(app, lang), standing_of(app, item, lang), who)


def _is_open(app: App, uid: str) -> bool:
    """Whether whoever sees the item reads this list: what fewer people read stays in it."""
    one = app.fields.get(uid)
    return isinstance(one, ChecklistField) and one.read is None and not one.retired
