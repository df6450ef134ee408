"""The values of an item by name, wherever they are kept: its fields, or its envelope."""

from datetime import UTC, datetime
from typing import Any, Protocol

from etabli.platform.engine.app import App
from etabli.platform.engine.definition.names import ENVELOPE
from etabli.platform.engine.fields.days import written


class Kept(Protocol):
    """An item, as far as its values go: what ``items.Item`` is."""

    state: str
    data: dict[str, Any]


def value_of(app: App, item: Kept, uid: str) -> Any:
    """The canonical value of a field, or of what the envelope says under that name.

    Restricted fields live in ``ItemPart``: merge what the reader may read into ``data`` first.
    """
    if uid in app.fields or uid == "tags":
        return item.data.get(uid)
    kept = getattr(item, ENVELOPE[uid])
    if isinstance(kept, datetime):
        return written(kept)
    return kept if kept != "" else None


def comparable_values(app: App, item: Kept, me: int | None) -> dict[str, Any]:
    """What conditions read of an item, for the person ``me``."""
    values: dict[str, Any] = {
        uid: field.comparable(value_of(app, item, uid))
        for uid, field in app.listed.items()
        if uid in app.fields or uid in ENVELOPE
    }
    for uid in ("due", "starts", "ends", "created", "updated", "activity"):
        moment = getattr(item, ENVELOPE[uid], None)
        values[uid] = moment.astimezone(UTC) if moment else None
    return {**values, "me": me, "final": item.state in app.final_states}
