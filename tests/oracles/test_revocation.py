"""A right that is lost is lost at once, whatever one is reading at that moment (O3).

Streams are in ``tests/live/test_ending.py``: they end within two seconds.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from etabli.lib.richtext import from_markdown
from etabli.platform.access.audiences import audience_of, one
from etabli.platform.access.delegating import delegate, withdraw
from etabli.platform.db.identity import acting
from etabli.platform.engine.registry import get
from etabli.platform.engine.rights.asks import answer
from etabli.platform.files.receiving import receive
from etabli.platform.items.commenting import comment
from etabli.platform.items.models import Item
from etabli.platform.people.leaving import deactivate
from etabli.platform.people.models import Person, Unit
from etabli.platform.spaces.joining import leave
from etabli.platform.spaces.models import Space
from etabli.platform.spaces.settling import change, switch_apps
from tests.oracles.posting import letters_of, work
from tests.oracles.racing import race, reading
from tests.world import World

WORD = "pelleteuse"
PERIOD = {"start": "2027-03-01", "end": "2027-03-05"}

Revoke = Callable[[World, Item], object]


def secret_of(world: World, space: Space, reader: Person) -> tuple[Item, list[str]]:
    """A task with a file that its reader is called to, and every place where she reads of it."""
    with acting(world.ana):
        upload = SimpleUploadedFile("plan.txt", f"La {WORD}".encode(), "text/plain")
        file = receive(upload, by=world.ana)
    task = world.make("tasks", space, world.ana, title=f"La {WORD}", attachments=[file.pk])
    with acting(world.ana):
        words = from_markdown(f"[@{reader.name}](person:{reader.uid}) : la {WORD}")
        comment(Item.objects.get(pk=task.pk), words, by=world.ana)
    work()
    here, there = f"/fiches/{task.uid}/", f"/espaces/{space.uid}/tasks/"
    return task, [
        here, f"{here}commentaires/", f"{here}historique/", f"{there}export.csv",
        f"{there}vues/open/", f"/fichiers/{file.uid}/plan.txt", "/avis/",
        f"/recherche/?q={WORD[:6]}", f"/recherche/suggestions/?q={WORD[:6]}",
    ]  # fmt: skip


def taken_out(world: World, task: Item) -> None:
    with acting(world.ana):
        leave(world.council, world.ben, by=world.ana)


def closed(world: World, task: Item) -> None:
    deactivate(world.ben, by=None)


def kept_for_fewer(world: World, task: Item) -> None:
    Item.objects.filter(pk=task.pk).update(audience=audience_of([one(world.ana.pk)]))


@pytest.mark.parametrize("revoke", [taken_out, closed, kept_for_fewer])
def test_a_member_who_loses_a_right_is_told_no_more(world: World, revoke: Revoke) -> None:
    task, paths = secret_of(world, world.council, world.ben)
    race(world.ben, paths, WORD, lambda: revoke(world, task))


def test_a_space_that_is_made_secret_is_told_to_nobody_passing(world: World) -> None:
    _task, paths = secret_of(world, world.roads, world.dan)

    def hide() -> None:
        with acting(world.ana):
            change(world.roads, {"visibility": "secret"}, by=world.ana)

    race(world.dan, paths, WORD, hide)


def test_a_delegation_that_is_taken_back_shows_nothing_more(world: World) -> None:
    asked = world.make("leave", world.roads, world.ben, period=PERIOD, kind="child", note=WORD)
    today = timezone.localdate()
    with acting(world.ana):
        given = delegate(world.dan, today, today + timedelta(days=3), by=world.ana)

    def take_back() -> None:
        with acting(world.ana):
            withdraw(given, by=world.ana)

    race(world.dan, [f"/fiches/{asked.uid}/"], WORD, take_back)


def test_an_app_that_is_switched_off_shuts_out_whom_it_had_named(world: World) -> None:
    asked = world.make("leave", world.council, world.ben, period=PERIOD, kind="child", note=WORD)
    with acting(world.ana):
        answer(get("leave"), world.council, {"keepers": Unit.objects.get(name="Mairie").pk},
               by=world.ana)  # fmt: skip
    work()

    def switch_off() -> None:
        with acting(world.ana):
            switch_apps(world.council, ["tasks"], by=world.ana)

    race(world.dan, [f"/fiches/{asked.uid}/"], WORD, switch_off)


@pytest.mark.parametrize("revoke", [taken_out, closed, kept_for_fewer])
def test_a8_what_was_told_before_leaves_by_no_letter_and_is_not_counted(
    world: World, browse, revoke: Revoke
) -> None:
    """Notices and digests hold no words: these are found when shown, and when they leave."""
    task, _paths = secret_of(world, world.council, world.ben)
    ben = browse(world.ben)
    page, bell = (ben.get(path).content.decode() for path in ("/avis/", "/avis/cloche/"))
    assert WORD in page and "data-notice" in page
    assert bell != browse(world.chloe).get("/avis/cloche/").content.decode()
    revoke(world, task)
    if revoke is not closed:
        page, bell = (ben.get(path).content.decode() for path in ("/avis/", "/avis/cloche/"))
        assert WORD not in page + bell and world.ana.name not in page
        assert "data-notice" not in page
        assert bell == browse(world.chloe).get("/avis/cloche/").content.decode()
    letters = [text for name, text in letters_of(world) if name == "ben"]
    assert WORD not in " ".join(letters)


def test_what_was_begun_before_holds_what_was_permitted_then(world: World, browse) -> None:
    """A file on its way arrives whole; asked for again, it is not there."""
    task, paths = secret_of(world, world.council, world.ben)
    file = next(path for path in paths if path.startswith("/fichiers/"))
    ben = browse(world.ben)
    begun = ben.get(file)
    taken_out(world, task)
    assert WORD in b"".join(begun).decode()
    assert [ben.get(path).status_code for path in (file, paths[0], paths[3])] == [404] * 3
    part = ben.get(file, headers={"Range": "bytes=0-3"})
    assert part.status_code == 404, "nor a part of it"


def test_the_race_notices_a_right_that_is_kept(world: World) -> None:
    task, paths = secret_of(world, world.council, world.ben)
    with pytest.raises(AssertionError):
        race(world.ben, paths[:1], WORD, lambda: None)
    with reading(world.ben, paths[:1], WORD) as seen:
        seen.everywhere()
    assert all(one.secret for one in seen.told) and task.pk
