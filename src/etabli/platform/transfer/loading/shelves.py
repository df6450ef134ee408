"""Where an import puts items: a space, and for each author the audience the engine gives."""

from collections.abc import Iterable

from etabli.platform.access.audiences import Principal, audience_ids
from etabli.platform.engine.app import App
from etabli.platform.engine.registry import get
from etabli.platform.engine.rights.granting import viewers
from etabli.platform.items.models import Item
from etabli.platform.spaces.models import Membership, Space
from etabli.platform.spaces.standing import ranks_among

APP = "publications"
TITLE = 140


class Shelf:
    """The publications of a space.

    ``lang`` is the language its items are in. ``circle`` holds who may be called there: None
    for all members of the organisation.
    """

    def __init__(self, space: Space, lang: str) -> None:
        self.space = space
        self.lang = lang
        self.app: App = get(APP)
        self.state = self.app.first_state
        self.circle = None if space.is_open else self._members()
        self._audiences: dict[int, int] = {}
        self._ranks: dict[int, int] = {}

    @property
    def published(self) -> bool:
        """Whether its items enter feeds."""
        return self.app.behaviours.publishable is not None

    @property
    def flex(self) -> list[str]:
        """The columns that repeat a title, where the app filters or sorts by it."""
        return [column for uid, column in self.app.flex.items() if uid == "title"]

    def audience(self, author: int) -> int:
        """The id of the audience of an item of this author, once ``fill_audiences`` ran."""
        return self._audiences[author]

    def principals(self, author: int) -> list[Principal]:
        """Who may see an item of this author, as if she published it here."""
        item = Item(app=self.app.app, space=self.space, author_id=author, state=self.state)
        return viewers(self.app, item, self._ranks)

    def meet(self, authors: Iterable[int]) -> None:
        """Ask what these people are in the space, all together."""
        self._ranks |= ranks_among(authors, self.space)

    def lacks(self, author: int) -> bool:
        """Whether the audience of her items is not known yet."""
        return author not in self._audiences

    def learn(self, author: int, audience: int) -> None:
        """Remember the audience of her items."""
        self._audiences[author] = audience

    def may_call(self, person: int, author: int) -> bool:
        """Whether somebody mentioned there may read it, and so be found by it."""
        return self.circle is None or person in self.circle or person == author

    def _members(self) -> frozenset[int]:
        ids = Membership.objects.filter(space=self.space).values_list("person_id", flat=True)
        return frozenset(ids)


def fill_audiences(pairs: Iterable[tuple[Shelf, int]]) -> None:
    """Find or make the audiences of these authors' items, all together."""
    missing = [pair for pair in dict.fromkeys(pairs) if pair[0].lacks(pair[1])]
    for shelf in dict.fromkeys(shelf for shelf, _author in missing):
        shelf.meet(author for at, author in missing if at is shelf)
    ids = audience_ids([shelf.principals(author) for shelf, author in missing])
    for (shelf, author), audience in zip(missing, ids, strict=True):
        shelf.learn(author, audience)
