"""The fields of an item as its page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from etabli.lib.richtext import Doc, Heading, outline, render
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.rich_text import RichTextField
from etabli.platform.engine.fields.shown import Part, Shown
from etabli.platform.engine.forms.reading import shown as is_shown
from etabli.platform.engine.listing.table import value_of
from etabli.platform.engine.writing.editing import restricted_values
from etabli.platform.items.models import Item
from etabli.platform.items.resolving import Resolving
from etabli.platform.people.models import Person

FROM_ENVELOPE = ("assignee", "due", "tags")
WORTH_CONTENTS = 3
"""Titles from which a table of contents helps."""


@dataclass(frozen=True)
class Content:
    """A line of the table of contents. ``inner``: under the one before."""

    label: str
    url: str
    inner: bool


@dataclass(frozen=True)
class Fact:
    """A line of the page: a name and a value. ``html`` is a rich text, rendered, whose titles
    are ``headings``.
    """

    uid: str
    label: str
    shown: Shown
    html: Markup | None = None
    restricted: bool = False
    headings: tuple[Heading, ...] = ()


def facts_of(app: App, item: Item, person: Person, context: Context) -> list[Fact]:
    """The fields that have a value and may be read; a title, a ballot, already say their own."""
    values: dict[str, Any] = {
        uid: value_of(app, item, uid) for uid in [*app.fields, *FROM_ENVELOPE] if uid in app.listed
    }
    restricted: set[str] = set()
    for part in restricted_values(item).values():
        values |= part
        restricted |= part.keys()
    facts = facts_from(app, values, item.state, person, context)
    return [replace(fact, restricted=fact.uid in restricted) for fact in facts]


def facts_from(
    app: App, values: dict[str, Any], state: str, person: Person, context: Context
) -> list[Fact]:
    """These values, those that are empty, asked in no case or said elsewhere left out."""
    told = {app.title.strip("{}"), app.behaviours.ballot and app.behaviours.ballot.options}
    return [
        _fact(app.field(uid), value, person, context)
        for uid, value in values.items()
        if value not in (None, "", [])
        and uid not in told
        and is_shown(app, uid, {**values, "state": state}, context)
    ]


def rich_html(document: dict[str, Any], person: Person, headings: Sequence[Heading] = ()) -> Markup:
    """A rich text as safe HTML, with what the reader may see of what it points to."""
    resolving = Resolving(person, [document])
    anchors = [one.anchor for one in headings]
    return Markup(render(resolving.named(document), resolving, anchors))  # noqa: S704


def contents_of(facts: Sequence[Fact]) -> list[Content]:
    """The titles of the long texts of a page; none when they are too few to be worth it."""
    found = [one for fact in facts for one in fact.headings if one.text]
    top = min((one.level for one in found), default=0)
    lines = [Content(one.text, f"#{one.anchor}", one.level > top) for one in found]
    return lines if len(lines) >= WORTH_CONTENTS else []


def _fact(field: Field, value: Any, person: Person, context: Context) -> Fact:
    said = Fact(field.uid, field.name.say(context.lang), field.display(value, context))
    if not isinstance(field, RichTextField):
        return said
    headings = tuple(outline(Doc(value), f"t-{field.uid}"))
    return replace(said, html=rich_html(value, person, headings), headings=headings)


def parted(facts: list[Fact], context: Context) -> dict[str, Any]:
    """Facts by the place they take on the page: long texts, pictures, lists to tick, lines."""
    apart = {"rich_text": "texts", "images": "pictures", "checklist": "lists"}
    places: dict[str, Any] = {"texts": [], "pictures": [], "lists": [], "facts": []}
    for fact in facts:
        places[apart.get(fact.shown.kind, "facts")].append(fact)
    places["pictures"] = [
        _picture(part) for fact in places["pictures"] for part in fact.shown.parts
    ]
    places["lists"] = [_list(fact) for fact in places["lists"]]
    return places


def _picture(part: Part) -> dict[str, Any]:
    return {
        "src": part.thumbnail or part.url,
        "url": part.url,
        "alt": part.label,
        "width": 480,
        "height": 320,
    }


def _list(fact: Fact) -> dict[str, Any]:
    rows = fact.shown.parts
    return {
        "uid": fact.uid,
        "label": fact.label,
        "rows": rows,
        "text": fact.shown.text,
        "done": sum(row.done for row in rows),
        "total": max(len(rows), 1),
    }
