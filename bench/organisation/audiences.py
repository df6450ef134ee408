"""Which audience each item has: asked of the engine once for all items that are alike."""

from collections.abc import Iterable

from django.db import connection

from bench.organisation.drawing import Drawn
from bench.organisation.spaces import Members
from etabli.platform.access.audiences import Principal, audience_ids
from etabli.platform.engine.registry import get
from etabli.platform.engine.rights.granting import awaited_grants, viewers
from etabli.platform.items.models import Item
from etabli.platform.spaces.models import Rank, Space

Alike = tuple[str, int, str]
Awaited = tuple[str, int, str, int | None]

NUMBER_OF_AUDIENCES = "SELECT count(*) FROM access_audiencemember WHERE person_id = %s"


def audiences_of(person: int) -> int:
    """How many audiences list a person, those of the whole house left out."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBER_OF_AUDIENCES, [person])
        return int(cursor.fetchone()[0])


class Audiences:
    """Ids of audiences, found or made by the batch."""

    def __init__(self, members: Members) -> None:
        self._spaces = {space.pk: space for space in Space.objects.all()}
        # Everybody who writes in a space is one of its members.
        self._ranks = {
            space: dict.fromkeys(people, int(Rank.MEMBER)) for space, people in members.items()
        }
        self._of: dict[Alike, int] = {}
        self._who: dict[Awaited, int] = {}

    def meet(self, batch: Iterable[Drawn]) -> None:
        """Find or make the audiences of these items, all together."""
        drawn = list(batch)
        alike = {_alike(one): one for one in drawn if _alike(one) not in self._of}
        grants = [
            viewers(get(one.app), self._item(one), self._ranks[one.space]) for one in alike.values()
        ]
        self._of |= zip(alike, audience_ids(grants), strict=True)
        waiting = {
            _awaited(one): one
            for one in drawn
            if self.awaits(one) and _awaited(one) not in self._who
        }
        who = [self._grants(one) for one in waiting.values()]
        self._who |= zip(waiting, audience_ids(who), strict=True)

    def of(self, one: Drawn) -> int:
        return self._of[_alike(one)]

    def awaited(self, one: Drawn) -> int:
        return self._who[_awaited(one)]

    def awaits(self, one: Drawn) -> bool:
        """Whether the state of an item awaits somebody."""
        state = get(one.app).states.get(one.state)
        return state is not None and state.awaits is not None and bool(self._grants(one))

    def _readers(self, one: Drawn) -> list[Principal]:
        return viewers(get(one.app), self._item(one), self._ranks[one.space])

    def _grants(self, one: Drawn) -> list[Principal]:
        return awaited_grants(get(one.app), self._item(one))

    def _item(self, one: Drawn) -> Item:
        return Item(
            app=one.app,
            space=self._spaces[one.space],
            author_id=one.author,
            assignee_id=one.assignee,
            state=one.state,
        )


def _alike(one: Drawn) -> Alike:
    return one.app, one.space, one.state


def _awaited(one: Drawn) -> Awaited:
    return one.app, one.space, one.state, one.assignee or -one.author
