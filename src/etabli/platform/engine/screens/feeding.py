"""Entries of a feed, ready to read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from etabli.lib.richtext import to_text
from etabli.lib.text import excerpt
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.rich_text import RichTextField
from etabli.platform.engine.fields.shown import Shown
from etabli.platform.engine.listing.table import value_of
from etabli.platform.engine.looking import context_for, preload
from etabli.platform.engine.registry import apps
from etabli.platform.engine.screens.faces import Mark, face_of, mark_of
from etabli.platform.engine.screens.stepping import Standing, standing_of
from etabli.platform.feed.reading import Entry
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.ui.shell import Face

LONGEST = 420


@dataclass(frozen=True)
class Post:
    """An entry as ui.post takes it, with the facts its app says of it."""

    item: Item
    author: Face | None
    mark: Mark
    app_label: str
    text: str
    facts: list[tuple[str, Shown]]
    pictures: list[dict[str, object]]
    standing: Standing | None
    why: str
    day: object


def entries_of(entries: Iterable[Entry], person: Person) -> list[Post]:
    """The entries whose app is in service; what they point to is loaded once per app."""
    context = context_for(person)
    known = apps()
    shown = [entry for entry in entries if entry.item.app in known]
    for uid in {entry.item.app for entry in shown}:
        preload(context, known[uid], [e.item for e in shown if e.item.app == uid])
    return [_post(known[entry.item.app], entry, person, context) for entry in shown]


def _post(app: App, entry: Entry, person: Person, context: Context) -> Post:
    item = entry.item
    values = {uid: value_of(app, item, uid) for uid in app.summary if uid in app.listed}
    return Post(
        item=item,
        author=face_of(item.author),
        mark=mark_of(app, context.lang),
        app_label=app.label(context.lang),
        text=_text(app, item),
        facts=[
            (app.field(uid).name.say(context.lang), shown)
            for uid, value in values.items()
            if value is not None
            and not isinstance(app.field(uid), RichTextField)
            and (shown := app.field(uid).display(value, context))
        ],
        pictures=_pictures(app, item, context),
        standing=standing_of(app, item, context.lang),
        why=_why(entry, person),
        day=item.activity_at.astimezone(context.zone).date(),
    )


def _text(app: App, item: Item) -> str:
    for uid, field in app.fields.items():
        if isinstance(field, RichTextField) and field.read is None and item.data.get(uid):
            return excerpt(to_text(item.data[uid]), LONGEST)
    return ""


def _pictures(app: App, item: Item, context: Context) -> list[dict[str, object]]:
    for uid, field in app.fields.items():
        if field.kind == "images" and field.read is None and item.data.get(uid):
            parts = field.display(item.data[uid], context).parts[:3]
            return [
                {"src": p.thumbnail, "url": p.url, "alt": p.label, "width": 480, "height": 320}
                for p in parts
                if p.thumbnail
            ]
    return []


def _why(entry: Entry, person: Person) -> str:
    return {
        "yours": _("You wrote this"),
        "assigned": _("This is yours to do"),
        "followed": _("You follow this"),
        "member": _("You are in %(space)s") % {"space": entry.item.space.name},
    }[entry.why]


def summary_of(app: App, item: Item, context: Context) -> str:
    """What an app says of an item in one line: its summary, else the beginning of its text."""
    said = [
        app.field(uid).display(value_of(app, item, uid), context).text
        for uid in app.summary
        if uid in app.listed and uid not in ("assignee", "due", "state")
    ]
    return " · ".join(words for words in said if words) or _text(app, item)
