"""One person for each word an app may use, and a space of their own."""

from dataclasses import dataclass
from typing import Any

from etabli.platform.access.doors import forget_audiences
from etabli.platform.db.identity import acting
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.choice import ChoiceField
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.writing import create
from etabli.platform.engine.writing.envelope import conclude
from etabli.platform.engine.writing.moving import take
from etabli.platform.events.log import Fact
from etabli.platform.items.models import Item
from etabli.platform.people.models import Person, Unit
from etabli.platform.people.units import create_unit
from etabli.platform.spaces.founding import found_space
from etabli.platform.spaces.models import Membership, Rank, Space, SpaceApp
from etabli.platform.spaces.standing import forget_ranks

OUTSIDE = ("outsider", "assignee", "manager")
"""Those whom only the item, or nothing, brings in."""


@dataclass
class Cast:
    """The people by their word: member, author, manager, the asks, the person fields."""

    app: App
    space: Space
    people: dict[str, Person]

    def item(self, state: str | None, values: dict[str, Any]) -> Item:
        """A new item of the author's, in a state."""
        author = self.on_stage("author")
        given = {**sample(self.app), **self._named()}
        given |= {uid: one for uid, one in values.items() if uid == "assignee"}
        with acting(author):
            item = create(self.app, self.space, given, by=author)
        if state is not None and state != item.state:
            item = Item.objects.select_related("space", "author", "assignee").get(pk=item.pk)
            take(self.app, item, state, {}, by=author)
            conclude(self.app, item, Fact("moved", actor=author, item=item))
        return item

    def on_stage(self, word: str) -> Person:
        """Somebody, who remembers nothing of the trial before."""
        person = self.people[word]
        forget_audiences(person)
        forget_ranks(person)
        return person

    def values(self, told: dict[str, Any], by: Person) -> dict[str, Any]:
        """What a trial fills, canonical."""
        context = context_for(by)
        return {uid: self.app.field(uid).from_json(one, context) for uid, one in told.items()}

    def _named(self) -> dict[str, Any]:
        """The person fields that the app's rules name, and the assignee."""
        named: dict[str, Any] = {
            uid: [self.people[uid].pk] if field.kind == "people" else self.people[uid].pk
            for uid, field in self.app.fields.items()
            if uid in self.people
        }
        if self.app.behaviours.assignable:
            named["assignee"] = self.people["assignee"].pk
        return named


def cast_for(app: App) -> Cast:
    """Everybody an app's trials may need."""
    keepers = create_unit("Gestion", parent=None, by=None)
    words = ["guest", "reader", "member", "animator", "owner", "author", *OUTSIDE]
    words += [uid for uid, field in app.fields.items() if field.kind in ("person", "people")]
    people = {word: _person(word) for word in words}
    people |= {ask: _person(ask, unit=keepers) for ask in app.asks}
    people["author"].manager = people["manager"]
    people["author"].save()
    with acting(people["owner"]):
        space = found_space("Essais", "closed", by=people["owner"], apps=[app.app])
    for word, rank in (("guest", 10), ("reader", 20), ("member", 30), ("animator", 40)):
        Membership.objects.create(space=space, person=people[word], rank=rank)
    Membership.objects.create(space=space, person=people["author"], rank=_rank_of_authors(app))
    SpaceApp.objects.filter(space=space).update(asks=_answers(app, keepers, people))
    return Cast(app, space, people)


def _rank_of_authors(app: App) -> int:
    """A member, or more where the app lets fewer people create."""
    enough = min((word.rank for word in app.may.create if word.rank), default=Rank.MEMBER)
    return max(Rank.MEMBER, enough)


def sample(app: App) -> dict[str, Any]:
    """A canonical value for each field one must fill."""
    return {uid: _sample(field) for uid, field in app.fields.items() if field.required}


def _sample(field: Any) -> Any:
    if isinstance(field, ChoiceField):
        return field.default or next(iter(field.options))
    return {
        "text": "Essai",
        "options": [{"id": "a", "text": "Oui"}, {"id": "b", "text": "Non"}],
        "place": {"label": "Dépôt"},
        "period": {"start": "2027-03-01", "end": "2027-03-05"},
        "date": "2027-03-01",
        "datetime": "2027-03-01T08:00:00Z",
        "number": 1,
        "money": "1.00",
        "rating": 3,
        "boolean": True,
        "url": "https://montreval.example/",
    }[field.kind]


def _person(word: str, **details: Any) -> Person:
    kind = "guest" if word == "guest" else "person"
    return Person.objects.create(name=f"Qui est {word}", kind=kind, **details)


def _answers(app: App, keepers: Unit, people: dict[str, Person]) -> dict[str, int]:
    return {
        uid: keepers.pk if ask.kind == "unit" else people[uid].pk for uid, ask in app.asks.items()
    }
