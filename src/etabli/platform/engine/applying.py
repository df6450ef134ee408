"""Behaviours that an app keeps for some of its items."""

from etabli.platform.engine.app import App
from etabli.platform.engine.conditions import holds_for
from etabli.platform.engine.looking import context_for
from etabli.platform.items.models import Item


def applies(app: App, when: str | None, item: Item) -> bool:
    """Whether the ``when`` of a behaviour holds for an item as it is; unsaid, it does."""
    if when is None:
        return True
    values = {**item.data, "state": item.state, "assignee": item.assignee_id}
    return holds_for(app, when, values, context_for(None))
