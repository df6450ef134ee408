"""What lists show is what one may see; SQL, Python and the database's walls say the same.

Definitions, houses and what happens to them are drawn at random. Five answers are compared,
person by person and item by item: the model of ``model.py``, ``can``, the rows a list asks
for, the rows row-level security leaves without any filter, and the rights compiled to SQL.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etabli.platform.db.identity import acting
from etabli.platform.engine.app import App
from etabli.platform.engine.listing.rows import items_in
from etabli.platform.engine.registry import get, problems
from etabli.platform.engine.rights import can, rows_where
from etabli.platform.engine.rights.resettling import resettle
from etabli.platform.engine.writing.editing import may_write
from etabli.platform.engine.writing.envelope import conclude, settle
from etabli.platform.engine.writing.moving import take
from etabli.platform.events.log import Fact
from etabli.platform.items.models import Item, ItemPart
from etabli.platform.people.models import Person, Unit
from etabli.platform.spaces.founding import settle_audiences
from etabli.platform.spaces.models import Archiving, Membership, Space, SpaceApp
from tests.oracles.drawing import SPACES, UNITS, VERBS, WHO, definitions, happenings, things
from tests.oracles.model import House, Place, Someone, Thing
from tests.world import World

FEW = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass
class Stage:
    """The world of the stories beside its model; what happens, happens to both."""

    world: World
    house: House
    app: App
    made: list[tuple[Thing, Item]] = field(default_factory=list)

    def make(self, thing: Thing) -> None:
        author, space = self._who(thing.author), self.world.spaces[thing.space]
        values = {
            "title": "Tiré au sort",
            "helper": self._pk(thing.helper),
            "crew": [self.world.people[one].pk for one in thing.crew] or None,
            "assignee": self._pk(thing.assignee),
        }
        item = self.world.make("drawn", space, author, **values)
        settle(self.app, item, {"note": "Pour peu de gens"})
        with acting(author):
            if thing.state != item.state:
                take(self.app, item, thing.state, {}, by=author)
                conclude(self.app, item, Fact("moved", actor=author, item=item))
        if thing.trashed:
            Item.objects.filter(pk=item.pk).update(trashed_at=item.created_at)
        self.made.append((thing, item))

    def happen(self, what: str, name: str, to: Any) -> None:
        getattr(self, f"_{what}")(name, to)

    def _manager(self, who: str, manager: str | None) -> None:
        if manager != who:
            self.house.people[who].manager = manager
            Person.objects.filter(pk=self._pk(who)).update(manager=self._pk(manager))

    def _unit(self, who: str, unit: str) -> None:
        self.house.people[who].units = set(UNITS[: UNITS.index(unit) + 1])
        Person.objects.filter(pk=self._pk(who)).update(unit=Unit.objects.get(name=unit))

    def _rank(self, who: str, place: tuple[str, int]) -> None:
        space, rank = place
        seats = Membership.objects.filter(space=self.world.spaces[space], person_id=self._pk(who))
        self.house.people[who].ranks[space] = rank
        seats.delete()
        if rank:
            seats.create(space=self.world.spaces[space], person_id=self._pk(who), rank=rank)

    def _gone(self, who: str, _to: None) -> None:
        self.house.people[who].active = False
        Person.objects.filter(pk=self._pk(who)).update(active=False)

    def _visibility(self, space: str, to: str) -> None:
        self.house.spaces[space].visibility = to
        self.world.spaces[space].visibility = to
        settle_audiences(self.world.spaces[space])

    def _above(self, space: str, above: str | None) -> None:
        self.house.spaces[space].above = above
        found = self.world.spaces[space]
        found.parent, found.inherits = self.world.spaces.get(above or ""), bool(above)
        settle_audiences(found)

    def _archived(self, space: str, _to: None) -> None:
        self.house.spaces[space].archived = True
        Archiving.objects.get_or_create(
            space=self.world.spaces[space], defaults={"by": self.world.ana}
        )

    def _who(self, name: str) -> Person:
        return self.world.people[name]

    def _pk(self, name: str | None) -> int | None:
        return self.world.people[name].pk if name else None


@contextmanager
def staged(world: World, definition: dict[str, Any]) -> Iterator[Stage]:
    """The world with a drawn app switched on everywhere; nothing of it remains."""
    with (
        tempfile.TemporaryDirectory() as kit,
        override_settings(KIT_FOLDERS=[kit]),
        transaction.atomic(),
    ):
        folder = Path(kit) / "drawn"
        folder.mkdir()
        (folder / "app.yaml").write_text(json.dumps(definition), "utf-8")
        assert not problems(), [one.say("en") for one in problems()]
        works = Unit.objects.get(name=UNITS[1])
        world = World(
            {one: Person.objects.get(pk=world.people[one].pk) for one in WHO},
            {one: Space.objects.get(pk=world.spaces[one].pk) for one in SPACES},
        )
        for space in world.spaces.values():
            SpaceApp.objects.create(space=space, app="drawn", asks={"desk": works.pk})
        yield Stage(world, _modelled(definition), get("drawn"))
        transaction.set_rollback(True)


def _modelled(definition: dict[str, Any]) -> House:
    """The world of ``tests/world.py``, in the words of the model."""
    town, works = {UNITS[0]}, set(UNITS)
    owner = dict.fromkeys(SPACES, 50)
    people = {
        "ana": Someone(units=set(works), ranks=owner),
        "ben": Someone(units=set(works), manager="ana", ranks={"roads": 30, "council": 30}),
        "chloe": Someone(units=set(town)),
        "dan": Someone(units=set(town)),
        "guy": Someone(kind="guest", ranks={"council": 10}),
    }
    spaces = {"roads": Place("open"), "council": Place("closed"), "vault": Place("secret")}
    return House(people, spaces, UNITS[1], definition)


def disagreements(stage: Stage) -> list[tuple[Any, ...]]:
    """Where two of the answers differ: (what, who, item, answers)."""
    found: list[tuple[Any, ...]] = []
    for who in WHO:
        person = Person.objects.select_related("unit").get(pk=stage.world.people[who].pk)
        with acting(person):
            seen = set(Item.objects.filter(app="drawn").values_list("pk", flat=True))
            listed = {item.pk: item for item in items_in(stage.app, None, person)}
            opened = Item.objects.select_related("space__archiving", "author", "assignee")
            by_pk = opened.in_bulk([made.pk for _thing, made in stage.made])
            parts = set(ItemPart.objects.values_list("item_id", flat=True))
            compiled = {verb: _compiled(stage, verb, person) for verb in VERBS}
            for thing, made in stage.made:
                item = by_pk.get(made.pk)
                view = item is not None and can(person, "view", item)
                answers: dict[str, tuple[bool, ...]] = {
                    "view": (stage.house.sees(thing, who), made.pk in seen),
                    "open": (stage.house.opens(thing, who), view),
                    "list": (view and not thing.trashed, made.pk in listed),
                }
                for verb in VERBS if item else ():
                    answers[verb] = (
                        stage.house.can(verb, thing, who),
                        can(person, verb, item),
                        made.pk in compiled[verb],
                    )
                note = stage.house.definition["fields"]["note"]
                reads = stage.house.is_any(note["read"], thing, who)
                answers["read"] = (reads, made.pk in parts)
                if item:
                    writes = reads and stage.house.is_any(note["write"], thing, who)
                    answers["write"] = (writes, may_write(stage.app, "note", item, person))
                found += [(v, who, thing, a) for v, a in answers.items() if len(set(a)) > 1]
    return found


def _compiled(stage: Stage, verb: str, person: Person) -> set[int]:
    words = getattr(stage.app.may, verb)
    spaces = Space.objects.select_related("archiving")
    return {
        pk
        for space in spaces
        for pk in Item.objects.filter(rows_where(stage.app, words, space, person)).values_list(
            "pk", flat=True
        )
    }


@FEW
@given(
    definition=definitions(),
    made=st.lists(things, min_size=2, max_size=5),
    then=st.lists(happenings, max_size=6),
)
def test_five_answers_are_one(
    world: World,
    definition: dict[str, Any],
    made: list[Thing],
    then: list[tuple[str, str, Any]],
) -> None:
    with staged(world, definition) as stage:
        for thing in made:
            stage.make(thing)
        assert disagreements(stage) == []
        for what in then:
            stage.happen(*what)
        # Before anybody looked again at the items, some may see less than they may: never more.
        assert [one for one in disagreements(stage) if any(one[-1][1:])] == []
        resettle(Item.objects.filter(app="drawn"))
        assert disagreements(stage) == []
