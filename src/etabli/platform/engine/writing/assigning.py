"""Saying whose it is."""

from django.utils.translation import gettext as _

from etabli.platform.engine.rights.asking import can
from etabli.platform.engine.writing.editing import app_of, apply
from etabli.platform.engine.writing.refusal import Refusal
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person


def assign(item: Item, person: Person | None, *, by: Person) -> None:
    """Give an item to somebody, or to nobody. Raises Refusal, StaleVersion."""
    app = app_of(item)
    if app.behaviours.assignable is None or not can(by, "assign", item):
        raise Refusal(_("You cannot decide who does this."))
    apply(app, item, {"assignee": person.pk if person else None}, by=by, verb="assigned")
