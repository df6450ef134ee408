"""What changed in an item, in the words of its app; and going back on it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from etabli.lib.richtext import Doc, diff_html, relabel
from etabli.lib.sentences import SaidError
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.registry import apps
from etabli.platform.engine.writing.editing import app_of, edit
from etabli.platform.engine.writing.refusal import Refusal
from etabli.platform.items.history import Change, Patch
from etabli.platform.items.models import Item
from etabli.platform.items.resolving import Resolving
from etabli.platform.people.models import Person

# Envelope columns worth telling, and the name they have among fields.
EMPTY = Doc({"type": "doc", "content": []})
TOLD = {"@state": "state", "@assignee_id": "assignee", "@due_at": "due"}


def describe(item: Item, patches: Sequence[Patch], person: Person) -> list[list[Change]]:
    """For each patch, the changes worth telling, in the reader's language."""
    app = apps().get(item.app)
    context = context_for(person)
    if app is None:
        return [[] for _patch in patches]
    texts = Resolving(person, _texts(app, patches))
    return [_changes(app, patch, context, texts) for patch in patches]


def rewrite(item: Item, former: dict[str, Any], person: Person) -> None:
    """Give an item's fields back the values they had, as a change like any other."""
    app = app_of(item)
    values = {TOLD.get(key, key): value for key, value in former.items()}
    known = {uid: value for uid, value in values.items() if uid in app.listed and uid != "state"}
    try:
        edit(item, known, by=person, verb="undone")
    except Refusal as refused:
        raise SaidError(refused.sentence.replace("%", "%%")) from refused


def _changes(app: App, patch: Patch, context: Context, texts: Resolving) -> list[Change]:
    told = [_change(app, key, pair, context, texts) for key, pair in patch.items()]
    return [change for change in told if change is not None]


def _texts(app: App, patches: Sequence[Patch]) -> list[dict[str, Any]]:
    """The long texts these patches hold, so that what they name is looked up at once."""
    pairs = (pair for patch in patches for key, pair in patch.items() if _is_text(app, key))
    return [doc for pair in pairs for doc in pair if doc]


def _is_text(app: App, key: str) -> bool:
    return key in app.fields and app.fields[key].kind == "rich_text"


def _change(
    app: App, key: str, pair: list[Any], context: Context, texts: Resolving
) -> Change | None:
    uid = TOLD.get(key, key)
    if key.startswith("@") and key not in TOLD:
        return None
    field = app.listed.get(uid)
    if field is None:
        return Change(_("A former field"), "", "")
    before, after = (_words(field, value, context) for value in pair)
    html = _corrected(pair, texts) if _is_text(app, uid) else ""
    return Change(field.name.say(context.lang), before, after, html)


def _corrected(pair: list[Any], texts: Resolving) -> str:
    """The lines of a long text that changed, as its reader may know what they name."""
    old, new = (relabel(Doc(value), texts) if value else EMPTY for value in pair)
    return diff_html(old, new)


def _words(field: Any, value: Any, context: Context) -> str:
    if field.kind == "rich_text":
        return str(field.search_text(value, context))
    return str(field.diff_text(value, context))
