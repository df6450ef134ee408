"""Who may do what to an item, asked here and answered by the engine.

This shelf does not know what an app is. The engine registers a rule for each verb that the
definitions decide; without one, the rule below is strict.
"""

from collections.abc import Callable
from typing import Final, Literal

from django.http import Http404

from etabli.platform.access.doors import audiences_of
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Rank
from etabli.platform.spaces.standing import rank_in

Verb = Literal[
    "comment", "react", "vote", "follow", "link", "edit", "delete", "restore", "accept",
    "manage", "discuss",
]  # fmt: skip
"""``discuss``: read the discussion. ``manage``: take away what others wrote."""

Rule = Callable[[Item, Person], bool]
Readers = Callable[[Item], int]

_rules: dict[str, Rule] = {}
_readers: list[Readers] = []


def rule(verb: Verb, decide: Rule) -> None:
    """Let a function decide for a verb, on any item. The last one registered holds."""
    _rules[verb] = decide


def discussion_read_by(readers: Readers) -> None:
    """Let a function give the id of the audience of an item's discussion."""
    _readers[:] = [readers]


def discussion_audience(item: Item) -> int:
    """The audience of what is said under an item: the item's own, or a narrower one."""
    return _readers[0](item) if _readers else item.audience_id


def can(verb: Verb, item: Item, person: Person) -> bool:
    """Whether a person may do something to an item she may or may not see."""
    if not person.active or item.audience_id not in audiences_of(person):
        return False
    if verb in IN_DISCUSSION and discussion_audience(item) not in audiences_of(person):
        return False
    if verb != "discuss" and not _open(item, verb):
        return False
    return _rules.get(verb, _DEFAULTS[verb])(item, person)


def demand(verb: Verb, item: Item, person: Person) -> None:
    """Raise Http404 when a person may not do something: what is not offered does not exist."""
    if not can(verb, item, person):
        raise Http404


def hold(item: Item) -> None:
    """Keep an item as it is until this transaction ends, and read its audience and version
    again: what is written under it must not stay behind under an audience it has left.

    Raises Http404 when whoever asks sees it no more.
    """
    held = Item.objects.select_for_update(of=("self",)).filter(pk=item.pk)
    found = held.values_list("audience_id", "version").first()
    if found is None:
        raise Http404
    item.audience_id, item.version = found


def _open(item: Item, verb: Verb) -> bool:
    if hasattr(item.space, "archiving"):
        return False
    return item.trashed == (verb == "restore")


def _contributes(item: Item, person: Person) -> bool:
    return person.pk in (item.author_id, item.assignee_id) or _ranks(Rank.MEMBER)(item, person)


def _ranks(rank: Rank) -> Rule:
    return lambda item, person: rank_in(item.space, person) >= rank


def _keeps(item: Item, person: Person) -> bool:
    return person.pk == item.author_id or _ranks(Rank.ANIMATOR)(item, person)


def _sees(item: Item, person: Person) -> bool:
    return True


IN_DISCUSSION: Final = frozenset({"comment", "discuss", "accept"})
_DEFAULTS: Final[dict[str, Rule]] = {
    "discuss": _sees,
    "follow": _sees,
    "react": _sees,
    "vote": _contributes,
    "comment": _contributes,
    "link": _contributes,
    "edit": _keeps,
    "delete": _keeps,
    "restore": _keeps,
    "accept": _keeps,
    "manage": _ranks(Rank.ANIMATOR),
}
