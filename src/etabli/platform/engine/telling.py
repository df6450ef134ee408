"""What changed in an item, in the words of its app; and going back on it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from etabli.lib.sentences import SaidError
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.registry import apps
from etabli.platform.engine.writing.editing import app_of, edit
from etabli.platform.engine.writing.refusal import Refusal
from etabli.platform.items.history import Change, Patch
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person

# Envelope columns worth telling, and the name they have among fields.
TOLD = {"@state": "state", "@assignee_id": "assignee", "@due_at": "due"}


def describe(item: Item, patches: Sequence[Patch], person: Person) -> list[list[Change]]:
    """For each patch, the changes worth telling, in the reader's language."""
    app = apps().get(item.app)
    context = context_for(person)
    return [_changes(app, patch, context) if app else [] for patch in patches]


def rewrite(item: Item, former: dict[str, Any], person: Person) -> None:
    """Give an item's fields back the values they had, as a change like any other."""
    app = app_of(item)
    values = {TOLD.get(key, key): value for key, value in former.items()}
    known = {uid: value for uid, value in values.items() if uid in app.listed and uid != "state"}
    try:
        edit(item, known, by=person, verb="undone")
    except Refusal as refused:
        raise SaidError(refused.sentence.replace("%", "%%")) from refused


def _changes(app: App, patch: Patch, context: Context) -> list[Change]:
    told = [_change(app, key, pair, context) for key, pair in patch.items()]
    return [change for change in told if change is not None]


def _change(app: App, key: str, pair: list[Any], context: Context) -> Change | None:
    uid = TOLD.get(key, key)
    if key.startswith("@") and key not in TOLD:
        return None
    field = app.listed.get(uid)
    if field is None:
        return Change(_("A former field"), "", "")
    before, after = (_words(field, value, context) for value in pair)
    return Change(field.name.say(context.lang), before, after)


def _words(field: Any, value: Any, context: Context) -> str:
    if field.kind == "rich_text":
        return str(field.search_text(value, context))
    return str(field.diff_text(value, context))
