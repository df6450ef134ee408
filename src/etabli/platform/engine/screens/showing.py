"""The fields of an item as its page shows them."""

from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from etabli.lib.richtext import Doc, references, render
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.field import Field
from etabli.platform.engine.fields.rich_text import RichTextField
from etabli.platform.engine.fields.shown import Part, Shown
from etabli.platform.engine.forms.reading import shown as is_shown
from etabli.platform.engine.listing.table import value_of
from etabli.platform.engine.writing.editing import restricted_values
from etabli.platform.items.models import Item
from etabli.platform.items.resolving import resolver_for
from etabli.platform.people.models import Person

FROM_ENVELOPE = ("assignee", "due", "tags")


@dataclass(frozen=True)
class Fact:
    """A line of the page: a name and a value. ``html`` is a rich text, rendered."""

    uid: str
    label: str
    shown: Shown
    html: Markup | None = None
    restricted: bool = False


def facts_of(app: App, item: Item, person: Person, context: Context) -> list[Fact]:
    """The fields that have a value and may be read; a title, a ballot, already say their own."""
    values: dict[str, Any] = {
        uid: value_of(app, item, uid) for uid in [*app.fields, *FROM_ENVELOPE] if uid in app.listed
    }
    restricted: set[str] = set()
    for part in restricted_values(item).values():
        values |= part
        restricted |= part.keys()
    told = {app.title.strip("{}"), app.behaviours.ballot and app.behaviours.ballot.options}
    return [
        replace(_fact(app.field(uid), values[uid], person, context), restricted=uid in restricted)
        for uid in values
        if values[uid] not in (None, "", [])
        and uid not in told
        and is_shown(app, uid, {**values, "state": item.state}, context)
    ]


def rich_html(document: dict[str, Any], person: Person) -> Markup:
    """A rich text as safe HTML, with what the reader may see of what it points to."""
    doc = Doc(document)
    return Markup(render(doc, resolver_for(references(doc), person)))  # noqa: S704


def _fact(field: Field, value: Any, person: Person, context: Context) -> Fact:
    html = rich_html(value, person) if isinstance(field, RichTextField) else None
    return Fact(field.uid, field.name.say(context.lang), field.display(value, context), html)


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
