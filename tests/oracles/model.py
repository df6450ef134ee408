"""Rights said again, apart from the product: the whole of what a definition's words mean.

Written from ``engine/definition/principal.py``'s words alone, over plain values; nothing of
``engine/rights`` is read here.
"""

from dataclasses import dataclass, field
from typing import Any

RANKS = {"guest": 10, "reader": 20, "member": 30, "animator": 40, "owner": 50}


@dataclass
class Someone:
    """A person: her unit and what is above it, who manages her, her ranks by space."""

    kind: str = "person"
    active: bool = True
    units: set[str] = field(default_factory=set)
    manager: str | None = None
    ranks: dict[str, int] = field(default_factory=dict)


@dataclass
class Place:
    """A space. ``above``: the one whose members are members here."""

    visibility: str
    above: str | None = None
    archived: bool = False


@dataclass
class Thing:
    """An item, by the names of its people."""

    space: str
    author: str
    state: str
    assignee: str | None = None
    helper: str | None = None
    crew: tuple[str, ...] = ()
    trashed: bool = False


@dataclass
class House:
    """Everybody and everything, and the definition's lists of words."""

    people: dict[str, Someone]
    spaces: dict[str, Place]
    desk: str | None
    definition: dict[str, Any]

    def rank(self, who: str, space: str) -> int:
        """Her own, a member's of the space above, or a reader's where it is open."""
        someone, place = self.people[who], self.spaces[space]
        found = [0, someone.ranks.get(space, 0)]
        if place.above and someone.ranks.get(place.above, 0) > RANKS["guest"]:
            found.append(someone.ranks[place.above])
        if place.visibility == "open" and someone.kind == "person":
            found.append(RANKS["reader"])
        return max(found)

    def is_any(self, words: list[str], thing: Thing, who: str) -> bool:
        """Whether one of the words names somebody, who must be there to be named."""
        return self.people[who].active and any(self._is(word, thing, who) for word in words)

    def sees(self, thing: Thing, who: str) -> bool:
        return self.is_any(self.definition["may"]["view"], thing, who)

    def opens(self, thing: Thing, who: str) -> bool:
        """Whether its page opens: she may know of the space it is in, and of its author."""
        return self.sees(thing, who) and self._finds(thing.space, who) and self._meets(thing, who)

    def _finds(self, space: str, who: str) -> bool:
        known = self.spaces[space].visibility != "secret" and self.people[who].kind == "person"
        return known or self.rank(who, space) > 0

    def _meets(self, thing: Thing, who: str) -> bool:
        """A guest meets the members of her own spaces, and nobody else."""
        if self.people[who].kind == "person" or who == thing.author:
            return True
        author = self.people[thing.author]
        return any(
            author.ranks.get(at, 0) > RANKS["guest"]
            for space, rank in self.people[who].ranks.items()
            for at in (space, self.spaces[space].above)
            if rank and at
        )

    def can(self, verb: str, thing: Thing, who: str) -> bool:
        still = not thing.trashed and not self.spaces[thing.space].archived
        return still and self.sees(thing, who) and self.is_any(self._may(verb), thing, who)

    def _may(self, verb: str) -> list[str]:
        return list(self.definition["may"][verb])

    def _is(self, word: str, thing: Thing, who: str) -> bool:
        name, _, state = word.partition("@")
        if state and state != thing.state:
            return False
        if name in RANKS:
            return self.rank(who, thing.space) >= RANKS[name]
        if name == "awaited":
            return any(self._is(one, thing, who) for one in self._awaited(thing))
        if name == "desk":
            return self.desk in self.people[who].units
        return who in self._named(name, thing)

    def _named(self, name: str, thing: Thing) -> tuple[str, ...]:
        manager = self.people[thing.author].manager
        one = {
            "author": thing.author,
            "assignee": thing.assignee,
            "manager": manager,
            "helper": thing.helper,
        }
        return thing.crew if name == "crew" else tuple(filter(None, [one[name]]))

    def _awaited(self, thing: Thing) -> list[str]:
        awaits = self.definition["states"][thing.state].get("awaits")
        if not awaits:
            return []
        there = [word for word in awaits["who"] if self._names_somebody(word, thing)]
        return there or list(awaits["otherwise"])

    def _names_somebody(self, word: str, thing: Thing) -> bool:
        name, _, state = word.partition("@")
        if state and state != thing.state:
            return False
        if name in RANKS:
            return True
        return self.desk is not None if name == "desk" else bool(self._named(name, thing))
