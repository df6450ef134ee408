"""Sentences are looked at in English; French has its own tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.files.receiving import receive
from etabli.platform.items.commenting import comment
from tests.transfer.samples import small_export
from tests.transfer.takeouts import imported
from tests.world import World


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def full(world: World, tmp_path: Path) -> World:
    """The world with something of each kind in it."""
    imported(small_export(tmp_path / "slack.zip"))
    world.make("tasks", world.roads, world.ana, title="Réparer <b>le</b> banc")
    note = world.make(
        "publications",
        world.vault,
        world.ana,
        title="Sous clé",
        body=from_markdown(f"Voir [@Ben](person:{world.ben.uid}) et **ceci**."),
    )
    leave = {"kind": "paid", "period": {"start": "2026-12-01", "end": "2026-12-04"}}
    world.make("leave", world.council, world.ben, **leave)
    with acting(world.ana):
        kept = receive(
            SimpleUploadedFile("../plan <é>.txt", b"contenu du plan", "text/plain"), by=world.ana
        )
        made = comment(note, from_markdown("Premier mot"), by=world.ana, files=[kept])
        comment(note, from_markdown("Réponse"), by=world.ana, parent=made)
    return world
