"""What the page of an item and lists say of what is awaited there."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from etabli.platform.access.doors import audiences_of
from etabli.platform.awaited.acknowledging import acknowledged, asked_of
from etabli.platform.awaited.computing import ACKNOWLEDGE
from etabli.platform.awaited.models import Acknowledgement, Awaiting, Reading
from etabli.platform.awaited.progress import progress_of
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.panels import Label, labels, panel
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person


@panel("head", "acknowledgeable", "awaited/parts/reading.html")
def reading(app: App, item: Item, person: Person, context: Context) -> Mapping[str, Any] | None:
    """The act for those asked, how far it is for those who watch."""
    kept = Reading.objects.filter(item=item).first()
    if kept is None:
        return None
    asked, done = asked_of(item, person), acknowledged(item, person)
    progress = progress_of(item, person)
    if not asked and not done and progress is None:
        return None
    return {
        "asked": asked,
        "done": done,
        "progress": progress,
        "due": kept.due_at,
        "open": Awaiting.objects.filter(item=item, step=ACKNOWLEDGE).exists(),
        "url": f"/fiches/{item.uid}/lecture/",
    }


@labels
def to_read(
    app: App, items: Sequence[Item], person: Person, context: Context
) -> Mapping[int, Label]:
    """The act, in lists, on what one is asked to read and has not."""
    if app.behaviours.acknowledgeable is None:
        return {}
    ids = [item.pk for item in items if item.author_id != person.pk]
    asking = Awaiting.objects.filter(item__in=ids, step=ACKNOWLEDGE)
    mine = set(audiences_of(person))
    asked = {row.item_id for row in asking if row.who_id in mine}
    done = Acknowledgement.objects.filter(item__in=asked, person=person)
    asked -= set(done.values_list("item_id", flat=True))
    return {
        item.pk: Label(_("I have read this"), act=f"/fiches/{item.uid}/lecture/")
        for item in items
        if item.pk in asked
    }
