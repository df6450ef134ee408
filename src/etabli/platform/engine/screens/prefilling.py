"""A form that starts from something already said: a comment, another item."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from etabli.lib.text import excerpt
from etabli.platform.access.doors import visible_to
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.relation import RelationField
from etabli.platform.engine.fields.rich_text import RichTextField
from etabli.platform.engine.fields.text import TextField
from etabli.platform.items.models import Comment, Item
from etabli.platform.people.models import Person


def prefilled(request: HttpRequest, app: App, person: Person) -> dict[str, Any]:
    """The values that ``?depuis=<uid of a comment or an item>`` gives to a new item."""
    source = source_item(request, person)
    if source is None:
        return {}
    item = source.item if isinstance(source, Comment) else source
    text = source.text if isinstance(source, Comment) else source.title
    values: dict[str, Any] = {}
    for uid, field in app.fields.items():
        if field.read is not None or field.retired:
            continue
        if isinstance(field, TextField) and uid == "title":
            values[uid] = excerpt(text.split("\n")[0], 120)
        elif isinstance(field, RichTextField) and isinstance(source, Comment):
            values.setdefault(uid, source.body)
        elif isinstance(field, RelationField) and "any" in field.to:
            values[uid] = [item.pk] if field.many else item.pk
    return values


def source_item(request: HttpRequest, person: Person) -> Comment | Item | None:
    """The comment or the item that ``?depuis=`` names, when the reader may see it."""
    return _source(request.GET.get("depuis", ""), person)


def _source(text: str, person: Person) -> Comment | Item | None:
    try:
        uid = UUID(text)
    except ValueError:
        return None
    comment = visible_to(Comment.objects.select_related("item"), person).filter(
        uid=uid, deleted_at=None
    )
    return comment.first() or visible_to(Item.objects.all(), person).filter(uid=uid).first()
