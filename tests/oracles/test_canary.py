"""No token is met by somebody who may not, anywhere; and the sweep notices when a wall falls."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from etabli.platform.access.doors import InArray, InMine, visible_to
from etabli.platform.db.identity import acting
from etabli.platform.files.models import StoredFile
from etabli.platform.items.models import Comment, Item, ItemRef
from etabli.platform.spaces.models import Space
from tests import databases
from tests import world as worlds
from tests.oracles.canary import TOKEN, Canaries, plant
from tests.oracles.posting import letters_of
from tests.oracles.sweeping import Swept, answer_text, look_at, one_chrome, sweep
from tests.world import World

# Ana may meet every token there is: her own sweep could not fail.
PERSONAS = ("nobody", "ben", "chloe", "dan", "guy")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One world for all sweeps: they only ask."""
    mark = databases.source_mark(Path(worlds.__file__).parent)
    made = databases.template("world", mark, worlds.build, databases.empty_template())
    with databases.own(made, tmp_path_factory.mktemp("house")):
        yield worlds.read()


@pytest.fixture(scope="module")
def planted(world: World) -> Canaries:
    return plant(world)


@pytest.fixture(scope="module")
def met(world: World, planted: Canaries) -> dict[str, set[str]]:
    """The tokens that each sweep met."""
    return {}


@pytest.mark.parametrize("person", PERSONAS)
def test_nobody_meets_what_is_not_hers(
    world: World,
    planted: Canaries,
    met: dict[str, set[str]],
    caplog: pytest.LogCaptureFixture,
    person: str,
) -> None:
    """Neither does whoever reads the log of her asking."""
    swept = sweep(world, planted, person)
    assert swept.leaked == {}
    met[person] = swept.met
    written = logging.getLogger().handlers[0].formatter
    lines = [written.format(record) for record in caplog.records] if written else []
    assert not TOKEN.findall(" ".join(lines))


def test_no_letter_says_what_its_reader_may_not_meet(
    world: World, planted: Canaries, met: dict[str, set[str]]
) -> None:
    """Everybody was called everywhere: notices and digests."""
    letters = letters_of(world)
    for person, text in letters:
        swept = Swept(person)
        look_at(swept, planted, "mail", text)
        assert swept.leaked == {}, person
        met.setdefault(f"letter of {person}", set()).update(swept.met)
    assert {"ben", "dan", "chloe"} <= {person for person, _text in letters}
    assert met["letter of ben"], "what the whole house reads is in letters"


def test_the_sweep_is_not_blind(world: World, planted: Canaries, met: dict[str, set[str]]) -> None:
    """Each token is met by somebody it is for: otherwise its absence would prove nothing."""
    missing = set(planted.allowed).difference(*met.values())
    for person in ("ben", "ana"):
        missing -= _met_by(
            person, {one for one in missing if person in planted.allowed[one]}, world, planted
        )
    assert missing == set()


def _met_by(person: str, wanted: set[str], world: World, planted: Canaries) -> set[str]:
    """Those of these tokens that a person meets; asks no more than it takes."""
    browser, found = worlds.signed_in(world.people[person]), set[str]()
    with one_chrome():
        for path in sorted(
            planted.paths, key=lambda path: not path.startswith(("/fiches", "/moi"))
        ):
            if wanted <= found:
                break
            found |= set(TOKEN.findall(answer_text(browser.get(path))))
    return found


@pytest.mark.parametrize("table", ["items_item", "items_itempart"])
def test_the_sweep_notices_a_policy_that_is_gone(
    world: World, planted: Canaries, table: str
) -> None:
    """A list that forgets its filter shows nothing: were the policies there no more, it would."""
    databases.as_owner(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    try:
        assert sweep(world, planted, "dan", enough=1).leaked != {}
    finally:
        databases.as_owner(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")


@pytest.mark.parametrize("person", PERSONAS[1:])
def test_the_second_wall_holds_without_the_first(
    world: World, planted: Canaries, monkeypatch: pytest.MonkeyPatch, person: str
) -> None:
    """With every filter on audiences taken out of the code, the same rows are there."""
    with_both = _rows(world, person)
    for wall in (InArray, InMine):
        monkeypatch.setattr(wall, "as_sql", lambda *_: ("TRUE", ()))
    assert _rows(world, person) == with_both


def _rows(world: World, person: str) -> list[set[int]]:
    who = world.people[person]
    with acting(who):
        return [
            set(visible_to(model._default_manager.all(), who).values_list("pk", flat=True))
            for model in (Item, Comment, ItemRef, Space)
        ] + [set(StoredFile.objects.values_list("pk", flat=True))]
