"""Reactions as they are shown: by meaning, with who said them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from etabli.platform.access.doors import mine_of, within
from etabli.platform.db.prepared import planned
from etabli.platform.items.models import Item, Reaction
from etabli.platform.items.reacting import ICONS, may_react
from etabli.platform.people.models import Person


@dataclass(frozen=True)
class Said:
    """One word: how often, and whether the reader says it."""

    kind: str
    label: str
    icon: str
    count: int = 0
    mine: bool = False


@dataclass(frozen=True)
class Reactions:
    """Every word one may say about an item, with what was said."""

    item: Item
    words: Sequence[Said]
    may_react: bool


def reactions_of(item: Item, person: Person) -> Reactions:
    """What people say of an item with one gesture."""
    rows = _about(item=item.pk, mine=mine_of(person))
    words = every_word(by_target(rows, person).get(None, ()))
    return Reactions(item, words, may_react(item, person))


@planned
def _about(item: Any, mine: Any) -> QuerySet[Reaction]:
    return Reaction.objects.filter(within("audience_id", mine), item_id=item, comment=None)


def by_target(reactions: Iterable[Reaction], person: Person) -> Mapping[int | None, list[Said]]:
    """The words said about each comment (None: about the item), those that were said alone."""
    found: dict[int | None, dict[str, set[int]]] = {}
    for reaction in reactions:
        kinds = found.setdefault(reaction.comment_id, {})
        kinds.setdefault(reaction.kind, set()).add(reaction.person_id)
    return {target: _sorted(kinds, person) for target, kinds in found.items()}


def every_word(said: Iterable[Said]) -> list[Said]:
    """All the words one may say, with what was said already, imported words last."""
    known = {word.kind: word for word in said}
    ours = [known.get(kind) or _word(kind, set(), None) for kind in ICONS]
    return [*ours, *(word for kind, word in known.items() if kind not in ICONS)]


def _sorted(kinds: Mapping[str, set[int]], person: Person) -> list[Said]:
    # Imported reactions may be words of another house: they come last, as they are.
    order = [*ICONS, *sorted(set(kinds) - set(ICONS))]
    return [_word(kind, kinds[kind], person) for kind in order if kind in kinds]


def _word(kind: str, people: set[int], person: Person | None) -> Said:
    label = str(Reaction.Kind(kind).label) if kind in ICONS else kind
    icon = ICONS.get(Reaction.Kind(kind), "") if kind in ICONS else ""
    return Said(kind, label, icon, len(people), person is not None and person.pk in people)
