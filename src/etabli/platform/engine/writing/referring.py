"""What the texts of an item name: people called, items linked, files shown."""

from collections.abc import Iterable
from typing import Any

from etabli.lib.richtext import Doc, references
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.rich_text import RichTextField
from etabli.platform.engine.fields.shown import Ref
from etabli.platform.engine.looking import Lookup
from etabli.platform.items.mentioning import called

Values = dict[str, Any]


def call_people(app: App, values: Values, audience_id: int) -> tuple[Values, list[int]]:
    """The values with mentions of those who may not read made plain, and whom they call."""
    heard: dict[int, None] = {}
    kept = dict(values)
    for uid in _texts(app, values):
        kept[uid], people = called(values[uid], audience_id)
        heard |= dict.fromkeys(people)
    return kept, list(heard)


def refs_of(app: App, uid: str, value: Any) -> Iterable[Ref]:
    """The rows of ``ItemRef`` a value asks for; texts name things by their public uid."""
    field = app.field(uid)
    if not isinstance(field, RichTextField):
        return field.refs(value)
    return _named(value) if value else ()


def _texts(app: App, values: Values) -> list[str]:
    return [
        uid
        for uid, value in values.items()
        if value and uid in app.fields and isinstance(app.fields[uid], RichTextField)
    ]


def _named(doc: Doc) -> list[Ref]:
    lookup = Lookup()
    found = (lookup.by_uid(one.kind, one.uid) for one in references(doc))
    return [Ref(one.kind, target=one.id) for one in found if one is not None]
