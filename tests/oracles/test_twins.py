"""Twin houses: they differ only in what an outsider may not know, and answer her alike.

Not one sign of an answer may depend on it: no count, no order, no number, no gap, no header.
What each answer draws at random (nonces, tokens of forms) is taken out, and nothing else: the
clock is stopped, and what both houses make last has its own uid under one name.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.files.receiving import receive
from etabli.platform.items.commenting import comment
from etabli.platform.items.models import Item
from etabli.platform.spaces.models import Membership, Rank, Space
from tests import databases
from tests import world as worlds
from tests.oracles.posting import letters_of, work
from tests.oracles.sweeping import answer_text, one_chrome
from tests.world import World

NOON = "2026-11-26T12:00:00Z"
DRAWN = re.compile(
    r'(?<=nonce-)[\w+/=-]+|(?<=nonce=")[^"]+|(?<=csrfmiddlewaretoken" value=")[^"]+'
    r'|(?<=data-csrf=")[^"]+|(?<=name="_key" value=")[^"]+'
)
OUTSIDERS = ("nobody", "dan", "guy")
SECRET = "pelleteuse"
PAGES = (
    "/", "/?tout=1", "/attente/", "/espaces/", "/personnes/", "/organigramme/", "/avis/",
    "/avis/cloche/", "/agenda/", "/corbeille/", "/recherche/", "/nouveau/", "/moi/",
    "/etiquettes/?q=pel", "/brouillons/", "/unites/",
)  # fmt: skip
ASKING = ("/recherche/", "/recherche/suggestions/", "/liens/", "/mentions/", "/fiches/choix/",
          "/espaces/choix/", "/personnes/choix/")  # fmt: skip


@contextmanager
def house(place: Path) -> Iterator[World]:
    """One of the twins, its clock stopped."""
    mark = databases.source_mark(Path(worlds.__file__).parent)
    made = databases.template("world", mark, worlds.build, databases.empty_template())
    with databases.own(made, place), time_machine.travel(NOON, tick=False):
        yield worlds.read()


def keep_secret(world: World) -> None:
    """What only Ana may know: a vault in use, and a member, a unit's work, a call to all."""
    Membership.objects.create(space=world.vault, person=world.ben, rank=Rank.MEMBER)
    Space.objects.filter(pk=world.vault.pk).update(description=f"La {SECRET}")
    with acting(world.ana):
        file = receive(SimpleUploadedFile(f"{SECRET}.txt", SECRET.encode(), "text/plain"),
                       by=world.ana)  # fmt: skip
    everybody = " ".join(f"[@{p.name}](person:{p.uid})" for p in world.people.values())
    for app in ("tasks", "questions", "publications"):
        more = {"attachments": [file.pk]} if app == "tasks" else {}
        named = {"assignee": world.ben.pk} if app == "tasks" else {}
        made = world.make(app, world.vault, world.ana, title=f"La {SECRET}", **named, **more)
        world.forget()
        with acting(world.ana):
            words = from_markdown(f"Voir {SECRET} {everybody}")
            comment(Item.objects.get(pk=made.pk), words, by=world.ana)


def told(world: World, person: str) -> dict[str, str]:
    """All that one person is answered, what is drawn at random taken out."""
    last = world.make("questions", world.roads, world.ana, title="Quel sable ?", tags=["sable"])
    work()
    browser = Client() if person == "nobody" else worlds.signed_in(world.people[person])
    browser.raise_request_exception = False
    paths = [*PAGES, f"/fiches/{last.uid}/", f"/fiches/{last.uid}/historique/"]
    paths += [f"/personnes/{one.uid}/" for one in world.people.values()]
    for space in world.spaces.values():
        at = f"/espaces/{space.uid}/"
        paths += [at, f"{at}membres/", f"{at}questions/", f"{at}tasks/", f"{at}tasks/export.csv"]
    paths += [f"{one}?q={word}" for one in ASKING for word in (SECRET, "pel", "Coffre", "sable")]
    with one_chrome():
        return {
            path.replace(str(last.uid), "last"): DRAWN.sub(
                "", answer_text(browser.get(path)).replace(str(last.uid), "last")
            )
            for path in paths
        }


def differences(one: dict[str, str], other: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Where two twins answered otherwise: the words around the first difference."""
    found = {}
    for path in one:
        if one[path] != other[path]:
            pairs = zip(one[path], other[path], strict=False)
            at = next((n for n, (a, b) in enumerate(pairs) if a != b), 0)
            found[path] = (one[path][at - 60 : at + 80], other[path][at - 60 : at + 80])
    return found


@pytest.mark.parametrize("person", OUTSIDERS)
def test_a22_twin_houses_answer_an_outsider_alike(tmp_path: Path, person: str) -> None:
    with house(tmp_path / "empty") as world:
        without = told(world, person)
    with house(tmp_path / "full") as world:
        keep_secret(world)
        with_secrets = told(world, person)
    assert differences(without, with_secrets) == {}


def test_c11_twin_houses_write_the_same_letters_to_outsiders(tmp_path: Path) -> None:
    letters = []
    for secrets in (False, True):
        with house(tmp_path / str(secrets)) as world:
            if secrets:
                keep_secret(world)
            written = letters_of(world)
            letters.append([text for person, text in written if person in ("dan", "guy")])
    assert letters[0] == letters[1]


def test_the_twins_notice_a_wall_that_is_gone(tmp_path: Path) -> None:
    with house(tmp_path / "empty") as world:
        without = told(world, "dan")
    with house(tmp_path / "full") as world:
        keep_secret(world)
        for table in ("items_item", "spaces_space", "spaces_membership"):
            databases.as_owner(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        assert differences(without, told(world, "dan")) != {}
