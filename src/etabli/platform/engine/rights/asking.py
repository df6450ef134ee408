"""May this person do that to this item, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from etabli.platform.access.audiences import Principal
from etabli.platform.access.doors import audiences_of, givers_of
from etabli.platform.engine.app import App
from etabli.platform.engine.definition.principal import Principal as Word
from etabli.platform.engine.definition.states import Move
from etabli.platform.engine.registry import apps
from etabli.platform.engine.rights.asks import asked
from etabli.platform.engine.rights.granting import (
    awaited_grants,
    decides,
    grants_of,
    people_in,
)
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Rank, Space
from etabli.platform.spaces.standing import rank_in


@dataclass(frozen=True)
class Reason:
    """The answer, and the rule that gave it.

    ``rule`` is the word of the definition that granted (``manager``, ``author@draft``), or
    what refused: ``nobody`` (no word fits), ``trashed``, ``archived``, ``unseen``, ``no_app``.
    ``acting_for``: the id of whoever the word names, when somebody stands in for her.
    """

    granted: bool
    rule: str
    acting_for: int | None = None


def can(person: Person, verb: str, item: Item) -> bool:
    """Whether a person may ``view``, ``comment``, ``edit``, ``delete`` or ``manage`` an item."""
    return explain(person, verb, item).granted


def explain(person: Person, verb: str, item: Item) -> Reason:
    """The same answer, with the rule that decided."""
    app = apps().get(item.app)
    if item.audience_id not in audiences_of(person):
        return Reason(False, "unseen")
    if verb == "view":
        return Reason(True, "audience")
    refused = _refused(app, item, verb)
    if app is None or refused:
        return Reason(False, refused or "no_app")
    return _first(app, _words(app, verb), item, person)


def may_create(app: App, space: Space, person: Person) -> bool:
    """Whether a person may make an item of an app in a space."""
    if not person.active or hasattr(space, "archiving"):
        return False
    draft = Item(app=app.app, space=space, author=person, state=app.first_state)
    return _first(app, app.may.create, draft, person).granted


def may_move(app: App, item: Item, person: Person) -> list[tuple[str, Move]]:
    """The moves a person may make an item take now, in the definition's order."""
    if item.audience_id not in audiences_of(person) or _refused(app, item, "move"):
        return []
    return [
        (uid, move)
        for uid, move in app.moves.items()
        if move.leaves(item.state) and _first(app, move.who, item, person).granted
    ]


def holds(app: App, word: Word, item: Item, person: Person) -> bool:
    """Whether a person is whom a word of the definition names for an item, or stands in."""
    return _herself(app, word, item, person) or standing_for(app, word, item, person) is not None


def standing_for(app: App, word: Word, item: Item, person: Person) -> int | None:
    """The id of the manager or of the one who decides, in whose place a person stands now.

    Never on what she made herself: nobody decides for herself in the name of another.
    """
    if not person.active or not word.counts_in(item.state) or item.author_id == person.pk:
        return None
    givers = givers_of(person)
    if not givers:
        return None
    return next((pk for pk in _deciding(app, word, item) if pk in givers), None)


def behind(app: App, item: Item, words: Iterable[Word], person: Person) -> int | None:
    """In whose place a person acts under these words; None when she does in her own."""
    return _first(app, words, item, person).acting_for


def _deciding(app: App, word: Word, item: Item) -> Iterable[int]:
    """Those whose word it is to decide, and who may have delegated it."""
    if word.name == "manager":
        return [item.author.manager_id] if item.author.manager_id else []
    if word.name == "awaited":
        grants = awaited_grants(app, item)
        managers = [item.author.manager_id] if item.author.manager_id else []
        named = [grant.target or 0 for grant in grants if grant.kind == "acting_for"]
        return named + (managers if any(g.kind == "manager_of" for g in grants) else [])
    if not decides(app, word, item):
        return []
    grants = grants_of(app, [Word(word.name)], item)
    return [grant.target or 0 for grant in grants if grant.kind == "person"]


def _herself(app: App, word: Word, item: Item, person: Person) -> bool:
    if not person.active or not word.counts_in(item.state):
        return False
    if word.rank is not None:
        return rank_in(item.space, person) >= word.rank
    if word.name in ("author", "assignee"):
        return bool(getattr(item, f"{word.name}_id") == person.pk)
    if word.name == "manager":
        return bool(item.author.manager_id == person.pk)
    if word.name == "awaited":
        return any(_stands_for(grant, item, person) for grant in awaited_grants(app, item))
    if word.name in app.asks:
        return _was_answered(app, word.name, item, person)
    named = people_in(item.data.get(word.name))
    if app.field(word.name).kind == "unit":
        return person.unit is not None and not set(named).isdisjoint(person.unit.path)
    return person.pk in named


def _words(app: App, verb: str) -> tuple[Word, ...]:
    if verb == "manage":
        return (Word("animator"),)
    if verb == "accept":
        answerable = app.behaviours.answerable
        return answerable.accept if answerable else ()
    if verb == "ballot":
        return app.behaviours.ballot.who if app.behaviours.ballot else ()
    if verb == "review":
        return app.behaviours.reviewable.by if app.behaviours.reviewable else ()
    if verb == "watch":
        acknowledgeable = app.behaviours.acknowledgeable
        return acknowledgeable.watch if acknowledgeable else ()
    if verb in ("assign", "restore"):
        return app.may.edit if verb == "assign" else app.may.delete
    return tuple(getattr(app.may, verb))


def _first(app: App, words: Iterable[Word], item: Item, person: Person) -> Reason:
    found = list(words)
    for word in found:
        if _herself(app, word, item, person):
            return Reason(True, str(word))
    for word in found:
        giver = standing_for(app, word, item, person)
        if giver is not None:
            return Reason(True, str(word), giver)
    return Reason(False, "nobody")


def _refused(app: App | None, item: Item, verb: str) -> str:
    if app is None:
        return "no_app"
    if item.trashed and verb != "restore":
        return "trashed"
    return "archived" if hasattr(item.space, "archiving") else ""


def _was_answered(app: App, ask: str, item: Item, person: Person) -> bool:
    target = asked(item.space_id, app.app, ask)
    if app.asks[ask].kind == "person":
        return target == person.pk
    return person.unit is not None and target in person.unit.path


def _stands_for(grant: Principal, item: Item, person: Person) -> bool:
    if grant.kind == "person":
        return grant.target == person.pk
    if grant.kind == "manager_of":
        return bool(item.author.manager_id == person.pk)
    if grant.kind == "acting_for":
        return False
    if grant.kind == "unit":
        return person.unit is not None and grant.target in person.unit.path
    return rank_in(item.space, person) >= (grant.rank or Rank.OWNER)
