"""Who may see what a Slack export brought."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from etabli.platform.access.doors import visible_to
from etabli.platform.access.models import AudienceMember
from etabli.platform.db.identity import acting
from etabli.platform.engine.registry import get
from etabli.platform.engine.rights.granting import audience_for
from etabli.platform.items.models import Item, Revision
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Rank, Space
from tests.transfer.samples import REAL_INDEXES, small_export, zipped
from tests.transfer.takeouts import imported
from tests.transfer.test_slack_import import person
from tests.world import World


def test_spaces_are_as_open_as_their_channels(database: str, tmp_path: Path) -> None:
    imported(small_export(tmp_path / "x.zip"))
    spaces = {space.name: space for space in Space.objects.all()}
    visibility = {name: space.visibility for name, space in spaces.items()}
    assert visibility == {
        "général": "open",
        "chantier-clos": "open",
        "direction": "secret",
        "Ana Diaz, Ben Roy, Chloé Petit": "secret",
        "Ana Diaz, Ben Roy": "secret",
    }
    assert spaces["chantier-clos"].archiving.by == person("Ben Roy")
    ranks = {m.person.name: m.rank for m in spaces["général"].memberships.all()}
    assert ranks == {"Ana Diaz": Rank.OWNER, "Ben Roy": Rank.MEMBER, "Veilleur": Rank.GUEST}
    assert [app.app for app in spaces["général"].apps.all()] == ["publications", "tasks"]


def test_private_words_are_read_by_their_participants_alone(world: World, tmp_path: Path) -> None:
    """A third person and an administrator see neither the conversations nor that they exist."""
    imported(small_export(tmp_path / "x.zip"))
    ben = person("Ben Roy", origin="slack:T1:U02")
    readers = {
        "secret-a-deux": {"slack:T1:U01", "slack:T1:U02"},
        "secret-a-trois": {"slack:T1:U01", "slack:T1:U02"},
        "secret-direction": {"slack:T1:U01"},
    }
    for title, allowed in readers.items():
        seen = {one.origin or one.name for one in Person.objects.all() if sees(one, title=title)}
        assert seen == allowed, title
    for stranger in (world.chloe, world.dan, world.guy):
        with acting(stranger):
            assert not Space.objects.filter(visibility="secret", origin__isnull=False).exists()
            assert "secret-" not in str(list(Item.objects.values_list("title", "data")))
            assert not Revision.objects.filter(item__title__startswith="secret-").exists()
    with acting(ben):
        assert Space.objects.filter(name="Ana Diaz, Ben Roy").exists()


def sees(one: Person, title: str) -> bool:
    """Whether both walls show an item to somebody; they agree."""
    with acting(one):
        held = Item.objects.filter(title=title).exists()
    filtered = visible_to(Item.objects.filter(title=title), one).exists()
    assert held == filtered
    return held


def test_audiences_are_those_the_engine_would_give(database: str, tmp_path: Path) -> None:
    imported(small_export(tmp_path / "x.zip"))
    for item in Item.objects.select_related("space", "author"):
        assert audience_for(get("publications"), item).pk == item.audience_id
        hanging = (*item.comments.all(), *item.reactions.all(), *item.revisions.all())
        assert {row.audience_id for row in hanging} == {item.audience_id}


def test_the_books_of_audiences_are_true_after_a_bulk_load(database: str, tmp_path: Path) -> None:
    imported(small_export(tmp_path / "x.zip"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.key FROM access_audience a WHERE a.everyone <> access_everyone(a.id)"
            " OR a.size <> (SELECT count(*) FROM access_audiencemember m"
            "               WHERE m.audience_id = a.id)"
            " OR EXISTS (SELECT access_expand(a.id, NULL) EXCEPT"
            "            SELECT person_id FROM access_audiencemember WHERE audience_id = a.id)"
        )
        assert cursor.fetchall() == []


def test_imported_reactions_are_shown_as_they_were(
    world: World, browse: Callable[[Person], Client], tmp_path: Path
) -> None:
    imported(small_export(tmp_path / "x.zip"))
    item = Item.objects.get(title__startswith="Je m")
    page = browse(world.dan).get(f"/fiches/{item.uid}/")
    assert "🎉" in page.content.decode()


@pytest.mark.parametrize("folder", REAL_INDEXES, ids=lambda folder: folder.parent.name)
def test_real_conversations_are_secret_to_their_participants(
    database: str, tmp_path: Path, folder: Path
) -> None:
    names = ("users", "channels", "groups", "dms", "mpims")
    files = {f"{name}.json": (folder / f"{name}.json").read_text() for name in names}
    imported(zipped(tmp_path / "x.zip", files))
    listed = {one["id"] for one in json.loads(files["users.json"])}
    rooms = [one for name in ("dms", "mpims") for one in json.loads(files[f"{name}.json"])]
    assert rooms
    for room in rooms:
        space = Space.objects.get(origin__endswith=f":{room['id']}")
        assert space.visibility == "secret"
        members = {str(m.person.origin).rpartition(":")[2] for m in space.memberships.all()}
        assert members == set(room["members"]) & listed
        for audience in (space.audience_id, space.readers_id):
            rows = AudienceMember.objects.filter(audience=audience, person__active=True)
            readers = {str(row.person.origin).rpartition(":")[2] for row in rows}
            assert readers <= members
    assert Space.objects.count() == len(rooms) + len(json.loads(files["channels.json"]))
