"""What a change of profile leaves behind."""

from etabli.platform.events.later import later
from etabli.platform.events.models import Event
from etabli.platform.files.tidying import let_go


@later("person_changed")
def forget_portrait(event: Event) -> None:
    """Remove the bytes of a portrait that was replaced, unless something else names them."""
    key = str(event.payload.get("let_go") or "")
    if key:
        let_go(key)
