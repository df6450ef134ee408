"""What the engine answers to the shelves below it."""

from etabli.platform.access.audiences import audience_of
from etabli.platform.engine.listing.occurring import repeated_by
from etabli.platform.engine.listing.repeating import coming_again
from etabli.platform.engine.registry import apps
from etabli.platform.engine.rights import can, grants_of
from etabli.platform.engine.screens.making import makers
from etabli.platform.engine.screens.place import app_tabs
from etabli.platform.engine.telling import describe, rewrite
from etabli.platform.items.following import followed_unasked_by
from etabli.platform.items.history import described_by
from etabli.platform.items.linking import placed_by
from etabli.platform.items.models import Item
from etabli.platform.items.prefill import made_with
from etabli.platform.items.rights import Verb, discussion_read_by, rule
from etabli.platform.items.undoing import rewritten_by
from etabli.platform.people.models import Person
from etabli.platform.spaces.forms import AppChoice, set_app_choices
from etabli.platform.spaces.heading import set_app_tabs

# A verb of the shelf of items, the right of the definition that opens it, and the behaviour
# the app must have switched on.
VERBS: tuple[tuple[Verb, str, str], ...] = (
    ("comment", "comment", "commentable"),
    ("discuss", "view", "commentable"),
    ("react", "view", "reactable"),
    ("vote", "comment", "votable"),
    ("follow", "view", "followable"),
    ("link", "comment", ""),
    ("edit", "edit", ""),
    ("delete", "delete", ""),
    ("restore", "restore", ""),
    ("accept", "accept", "answerable"),
    ("manage", "manage", ""),
)


def _choices(person: Person) -> list[AppChoice]:
    lang = person.language
    offered = [
        AppChoice(
            uid,
            app.plural(lang),
            app.icon,
            app.colour,
            app.outcome.say(lang),
            {ask: one.name.say(lang) for ask, one in app.asks.items()},
        )
        for uid, app in apps().items()
    ]
    return sorted(offered, key=lambda one: one.label)


def _answer(verb: Verb, right: str, behaviour: str) -> None:
    def decide(item: Item, person: Person) -> bool:
        app = apps().get(item.app)
        if app is None or (behaviour and getattr(app.behaviours, behaviour) is None):
            return False
        return can(person, right, item)

    rule(verb, decide)


def _discussion_readers(item: Item) -> int:
    """The audience of the discussion, where an app says that fewer read it than the item."""
    app = apps().get(item.app)
    commentable = app.behaviours.commentable if app else None
    if app is None or commentable is None or not commentable.read:
        return item.audience_id
    return audience_of(grants_of(app, commentable.read, item), apart=True).pk


def _followers(item: Item) -> tuple[str, ...]:
    app = apps().get(item.app)
    followable = app.behaviours.followable if app else None
    return followable.auto if followable else ()


def _places() -> list[tuple[str, str]]:
    """The fields by which items stand in the tree of their app."""
    views = ((app, view) for app in apps().values() for view in app.looks.values())
    return [(app.app, view.parent) for app, view in views if view.kind == "tree" and view.parent]


set_app_tabs(app_tabs)
set_app_choices(_choices)
for one in VERBS:
    _answer(*one)
described_by(describe)
followed_unasked_by(_followers)
rewritten_by(rewrite)
made_with(makers)
placed_by(_places)
discussion_read_by(_discussion_readers)
repeated_by(coming_again)
