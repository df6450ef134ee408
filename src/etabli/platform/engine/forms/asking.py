"""Which fields a form asks, of whom."""

from etabli.platform.engine.app import App
from etabli.platform.engine.conditions import holds_at
from etabli.platform.engine.definition.names import ATTACHMENTS, KEPT_AS_FIELDS
from etabli.platform.engine.formulas import is_formula
from etabli.platform.engine.writing.editing import may_write
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person

FROM_BEHAVIOURS = ("assignee", "due", *KEPT_AS_FIELDS)
WHOLE = ("create", "edit")
"""Forms of a whole item: they take its files too, named or not."""


def fields_asked(app: App, form: str, item: Item, person: Person) -> list[str]:
    """The fields a form shows to a person, in order: those of the definition's form of that
    name, else all, then what behaviours add; never a retired one, one that its state does not
    show, nor one she may not set.
    """
    named = app.forms.get(form)
    uids = list(named.fields) if named else [*app.fields, *FROM_BEHAVIOURS]
    if form in WHOLE and ATTACHMENTS not in uids:
        uids.append(ATTACHMENTS)
    return [uid for uid in uids if _asked(app, uid, item, person)]


def _asked(app: App, uid: str, item: Item, person: Person) -> bool:
    if uid not in app.fields:
        return uid in FROM_BEHAVIOURS and uid in app.listed
    field = app.field(uid)
    if field.retired or is_formula(app, uid):
        return False
    if field.shown and not holds_at(app, field.shown, item.state):
        return False
    return may_write(app, uid, item, person)
