"""The house of a demonstration: its units, its people, its spaces, by key."""

from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath
from typing import Annotated, Literal

from pydantic import Field

from etabli.platform.engine.definition.faults import DefinitionError, Fault, Path, suggestion
from etabli.platform.engine.definition.loading import build, placed
from etabli.platform.engine.definition.names import Hue, Uid
from etabli.platform.engine.definition.reading import read_yaml
from etabli.platform.engine.definition.strict import Keyed, Named, Strict
from etabli.platform.engine.definition.words import Words

Rank = Literal["guest", "reader", "member", "animator", "owner"]


class HouseName(Strict):
    name: Words
    hue: Hue


class HouseUnit(Named):
    name: Words
    parent: Uid | None = None


class HousePerson(Named):
    """``organisation``: where a guest comes from."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    kind: Literal["person", "guest"] = "person"
    unit: Uid | None = None
    manager: Uid | None = None
    organisation: str | None = None
    job: Words | None = None
    hue: Hue | None = None


class HouseSpace(Named):
    """``everyone``: the rank of all members of the house. ``asks``: app → ask → key."""

    name: Words
    description: Words
    visibility: Literal["open", "closed", "secret"]
    parent: Uid | None = None
    hue: Hue
    everyone: Rank | None = None
    apps: list[Uid] = Field(default_factory=list)
    asks: dict[Uid, dict[Uid, Uid]] = Field(default_factory=dict)
    members: dict[Uid, Rank] = Field(default_factory=dict)


class House(Strict):
    """What ``montreval.yaml`` says."""

    house: HouseName
    units: Keyed[HouseUnit]
    people: Keyed[HousePerson]
    spaces: Keyed[HouseSpace]


def read_house(path: FilePath) -> House:
    """The house of a file. Raises DefinitionError with every problem found."""
    source = read_yaml(path.read_bytes(), str(path))
    house = build(source, House)
    faults = [
        _unknown(place, key, known)
        for place, key, known in _named(house)
        if key is not None and key not in known
    ]
    if faults:
        raise DefinitionError(placed(source, faults))
    return house


def _named(house: House) -> Iterator[tuple[Path, str | None, Iterable[str]]]:
    """Every key that names something, where it stands, and the keys there are."""
    for uid, one in house.units.items():
        yield ("units", uid, "parent"), one.parent, house.units
    for uid, person in house.people.items():
        yield ("people", uid, "unit"), person.unit, house.units
        yield ("people", uid, "manager"), person.manager, house.people
    for uid, space in house.spaces.items():
        yield ("spaces", uid, "parent"), space.parent, house.spaces
        for key in space.members:
            yield ("spaces", uid, "members", key), key, house.people


def _unknown(path: Path, key: str, known: Iterable[str]) -> Fault:
    fr, en = suggestion(key, known)
    return Fault(path, f"« {key} » n’est pas dans la maison.{fr}", f"“{key}” is not there.{en}")
