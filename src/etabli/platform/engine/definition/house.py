"""The house of a demonstration: its units, its people, its spaces, by key."""

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
    wanted: list[tuple[Path, str | None, dict[str, object]]] = []
    units, people, spaces = dict(house.units), dict(house.people), dict(house.spaces)
    wanted += [(("units", uid, "parent"), one.parent, units) for uid, one in units.items()]
    for uid, person in people.items():
        wanted += [(("people", uid, "unit"), person.unit, units)]
        wanted += [(("people", uid, "manager"), person.manager, people)]
    for uid, space in spaces.items():
        wanted += [(("spaces", uid, "parent"), space.parent, spaces)]
        wanted += [(("spaces", uid, "members", key), key, people) for key in space.members]
    faults = [
        _unknown(path_, key, known) for path_, key, known in wanted if key and key not in known
    ]
    if faults:
        raise DefinitionError(placed(source, faults))
    return house


def _unknown(path: Path, key: str, known: dict[str, object]) -> Fault:
    fr, en = suggestion(key, known)
    return Fault(path, f"« {key} » n’est pas dans la maison.{fr}", f"“{key}” is not there.{en}")
