"""From the words of a definition to an audience the database enforces."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from etabli.platform.access.audiences import (
    Principal,
    acting_for,
    audience_of,
    in_space,
    manager_of,
    one,
    unit,
)
from etabli.platform.access.models import Audience
from etabli.platform.engine.app import App
from etabli.platform.engine.definition.principal import Principal as Word
from etabli.platform.engine.rights.asks import asked
from etabli.platform.engine.rights.folding import folded
from etabli.platform.items.models import Item


def grants_of(app: App, words: Iterable[Word], item: Item) -> list[Principal]:
    """The principals these words name for an item, in its present state.

    A word that names nobody (no assignee yet) grants nothing.
    """
    return [
        grant for word in words if word.counts_in(item.state) for grant in _named(app, word, item)
    ]


def awaited_grants(app: App, item: Item) -> list[Principal]:
    """Who the item's state awaits; who stands in when that names nobody."""
    state = app.states.get(item.state)
    if state is None or state.awaits is None:
        return []
    present = [
        word for word in state.awaits.who if word.name != "manager" or item.author.manager_id
    ]
    words = present if grants_of(app, present, item) else state.awaits.otherwise
    named = grants_of(app, words, item)
    # Somebody named to decide may have said who does while she is away. Whoever stands in for
    # a manager is in the manager's grant already.
    deciding = grants_of(app, [word for word in words if decides(app, word, item)], item)
    return [*named, *(acting_for(p.target) for p in deciding if p.kind == "person" and p.target)]


def decides(app: App, word: Word, item: Item) -> bool:
    """Whether a word names somebody whose decision the item awaits in its present state.

    Its author does not count: choosing among answers to one's own question is not delegated.
    """
    state = app.states.get(item.state)
    awaits = state.awaits if state else None
    if awaits is None or awaits.to != "decide" or word.name == "author":
        return False
    return any(one.name == word.name for one in (*awaits.who, *awaits.otherwise))


def audience_for(app: App, item: Item, ranks: Mapping[int, int] | None = None) -> Audience:
    """The audience of an item: who may view it, and who it awaits.

    ``ranks``: ranks in its space of the people it names, where they are known already.
    """
    return audience_of(viewers(app, item, ranks))


def viewers(app: App, item: Item, ranks: Mapping[int, int] | None = None) -> list[Principal]:
    """Who sees an item, saved or not."""
    named = [*grants_of(app, app.may.view, item), *awaited_grants(app, item)]
    return folded(named, item.space, ranks)


def audience_of_now(app: App, item: Item) -> Audience:
    """Those who may view an item as it stands, kept apart from those who may later."""
    return audience_of(viewers(app, item), apart=True)


def parts_of(app: App, item: Item) -> Iterator[tuple[Audience, list[str]]]:
    """The restricted fields of an app, grouped by the audience that may read them."""
    groups: dict[tuple[Word, ...], list[str]] = {}
    for uid, field in app.fields.items():
        if field.read is not None:
            groups.setdefault(field.read, []).append(uid)
    for words, uids in groups.items():
        yield audience_of(grants_of(app, words, item), apart=True), uids


def _named(app: App, word: Word, item: Item) -> list[Principal]:
    if word.rank is not None:
        return [in_space(item.space_id, word.rank)]
    if word.name == "awaited":
        return awaited_grants(app, item)
    if word.name == "manager":
        return [manager_of(pk) for pk in _persons(word.of or "author", item)]
    if word.name in ("author", "assignee"):
        return [one(pk) for pk in _persons(word.name, item)]
    if word.name in app.asks:
        return _answer(asked(item.space_id, app.app, word.name), app.asks[word.name].kind)
    named = people_in(item.data.get(word.name))
    return [unit(pk) if _is_unit(app, word) else one(pk) for pk in named]


def _persons(name: str, item: Item) -> list[int]:
    if name in ("author", "assignee"):
        return people_in(getattr(item, f"{name}_id"))
    return people_in(item.data.get(name))


def _is_unit(app: App, word: Word) -> bool:
    return word.name in app.fields and app.fields[word.name].kind == "unit"


def _answer(target: int | None, kind: str) -> list[Principal]:
    if target is None:
        return []
    return [unit(target) if kind == "unit" else one(target)]


def people_in(value: Any) -> list[int]:
    """The ids in the canonical value of a person or people field."""
    if value is None:
        return []
    return [value] if isinstance(value, int) else list(value)
