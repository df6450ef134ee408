"""Saying, on the page of an item, that one decides there in the place of another."""

from collections.abc import Mapping
from typing import Any

from etabli.platform.engine.app import App
from etabli.platform.engine.definition.principal import Principal as Word
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.panels import panel
from etabli.platform.engine.rights.asking import standing_for
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person

AWAITED = Word("awaited")


@panel("head", "", "engine/parts/standing_in.html")
def standing_in(app: App, item: Item, person: Person, context: Context) -> Mapping[str, Any] | None:
    """In whose place the reader may decide here now."""
    giver = standing_for(app, AWAITED, item, person)
    found = Person.objects.filter(pk=giver).first() if giver else None
    return {"name": found.name} if found else None
