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
from etabli.platform.spaces.circles import Circle, circle_labels
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
    circle: Circle


def entries_of(entries: Iterable[Entry], person: Person) -> list[Post]:
    """The entries whose app is in service; what they point to is loaded once per app."""
    context = context_for(person)
    known = apps()
    shown = [entry for entry in entries if entry.item.app in known]
    for uid in {entry.item.app for entry in shown}:
        preload(context, known[uid], [e.item for e in shown if e.item.app == uid])
    circles = circle_labels((entry.item.audience_id for entry in shown), by=person)
    return [
        _post(known[one.item.app], one, context, circles[one.item.audience_id]) for one in shown
    ]


def _post(app: App, entry: Entry, context: Context, circle: Circle) -> Post:
    item = entry.item
    # The stage is said by itself, and what is settled is no longer due.
    said = {"state", "due"} if item.state in app.final_states else {"state"}
    values = {
        uid: value_of(app, item, uid)
        for uid in app.summary
        if uid in app.listed and uid not in said
    }
    return Post(
        item=item,
        author=face_of(item.author),
        mark=mark_of(app, context.lang),
        app_label=app.label(context.lang),
        text=text_of(app, item),
        facts=[
            (app.field(uid).name.say(context.lang), shown)
            for uid, value in values.items()
            if value is not None
            and not isinstance(app.field(uid), RichTextField)
            and (shown := app.field(uid).display(value, context))
        ],
        pictures=_pictures(app, item, context),
        standing=standing_of(app, item, context.lang),
        why=_why(entry),
        day=item.activity_at.astimezone(context.zone).date(),
        circle=circle,
    )


def text_of(app: App, item: Item) -> str:
    """The beginning of what an item says at length; empty when it says nothing, or not to all."""
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


def _why(entry: Entry) -> str:
    # That one is in the space needs no word: its name stands in the line above.
    return {
        "here": "",
        "yours": _("You wrote this"),
        "assigned": _("This is yours to do"),
        "followed": _("You follow this"),
        "member": "",
    }[entry.why]


def summary_of(app: App, item: Item, context: Context) -> str:
    """What an app says of an item in one line: its summary, else the beginning of its text."""
    said = [
        app.field(uid).display(value_of(app, item, uid), context).text
        for uid in app.summary
        if uid in app.listed and uid not in ("assignee", "due", "state")
    ]
    return " · ".join(words for words in said if words) or text_of(app, item)
