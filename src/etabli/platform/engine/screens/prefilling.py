"""A form that starts from something already said: a comment, another item."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from etabli.lib.ids import read_uid
from etabli.platform.access.doors import visible_to
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.relation import RelationField
from etabli.platform.engine.fields.rich_text import RichTextField
from etabli.platform.engine.fields.text import TextField
from etabli.platform.engine.listing.tree import tree_view
from etabli.platform.engine.screens.lines import line_asked
from etabli.platform.items.models import Comment, Item
from etabli.platform.items.prefill import TITLE, prefill_from, source_of
from etabli.platform.people.models import Person


def prefilled(request: HttpRequest, app: App, person: Person) -> dict[str, Any]:
    """The values that ``?depuis=<uid of a comment or an item>`` gives to a new item."""
    source = source_item(request, person)
    if source is None:
        return _under(request, app, person)
    start = prefill_from(source, person)
    if line := line_asked(request, source):
        start = replace(start, title=line.text[:TITLE])
    item = source.item if isinstance(source, Comment) else source
    values: dict[str, Any] = {}
    for uid, field in app.fields.items():
        if field.read is not None or field.retired:
            continue
        if isinstance(field, TextField) and uid == "title":
            values[uid] = start.title
        elif isinstance(field, RichTextField) and start.body is not None:
            values.setdefault(uid, start.body)
        elif isinstance(field, RelationField) and "any" in field.to:
            values[uid] = [item.pk] if field.many else item.pk
    return values


def _under(request: HttpRequest, app: App, person: Person) -> dict[str, Any]:
    """``?sous=<uid of an item>`` makes the new one stand under it, in the tree of its app."""
    uid = read_uid(request.GET.get("sous", ""))
    view = tree_view(app)
    if uid is None or view is None:
        return {}
    rows = visible_to(Item.objects.filter(app=app.app, uid=uid, trashed_at=None), person)
    parent = rows.values_list("pk", flat=True).first()
    return {str(view.parent): parent} if parent else {}


def source_item(request: HttpRequest, person: Person) -> Comment | Item | None:
    """The comment or the item that ``?depuis=`` names, when the reader may see it."""
    uid = read_uid(request.GET.get("depuis", ""))
    return source_of(uid, person) if uid else None
