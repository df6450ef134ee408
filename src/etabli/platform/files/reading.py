"""What a file says: read by the worker after it was sent, so that sending stays quick."""

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from etabli.platform.events.later import later
from etabli.platform.events.log import Fact, emit
from etabli.platform.events.models import Event
from etabli.platform.events.regularly import regularly
from etabli.platform.files import storage
from etabli.platform.files.confining import said_by
from etabli.platform.files.models import Reading, StoredFile
from etabli.platform.files.readers import READERS

FOLDER = Path(__file__).with_name("readers")
TIME = 20  # seconds of one file: everything else the worker does waits meanwhile
MISSED_AFTER = timedelta(minutes=10)
AT_ONCE = 5
LOST = {"refused": "damaged"}


@later("file_sent")
def read_what_was_sent(event: Event) -> None:
    """Read a file somebody has just sent."""
    file = StoredFile.objects.filter(pk=event.payload["file"], reading=None).first()
    if file is not None:
        read(file)


@regularly(seconds=300)
def read_what_was_missed() -> int:
    """Read a few files that came another way, or before anything read them; how many."""
    before = timezone.now() - MISSED_AFTER
    missed = StoredFile.objects.filter(
        media_type__in=READERS, reading=None, created_at__lt=before
    ).order_by("-pk")
    return sum(1 for file in missed[:AT_ONCE] if read(file))


def read(file: StoredFile) -> bool:
    """Read a file in a limited process and keep its text; its first page too, when there is
    one. False when its bytes are gone, or it was read meanwhile.
    """
    with tempfile.TemporaryDirectory(prefix="etabli-") as folder:
        source, thumbnail = Path(folder, "file"), Path(folder, "thumbnail")
        script = FOLDER / f"{READERS[file.media_type]}.py"
        arrived = _fetched(file.key, source)
        said = said_by(script, source, thumbnail, time=TIME) if arrived else LOST
        return _kept(file, said, thumbnail)


def _fetched(key: str, path: Path) -> bool:
    found = storage.read(key)
    if found is None:
        return False
    with path.open("wb") as target:
        target.writelines(found[1])
    return True


@transaction.atomic
def _kept(file: StoredFile, said: dict[str, Any], thumbnail: Path) -> bool:
    drawn = bool(said.get("drawn")) and thumbnail.is_file()
    if drawn:
        # The key is held before the row, as whoever removes a file does.
        storage.keep_thumbnail(file.key, thumbnail)
    # Attaching a file writes its row: whichever of the two comes last finds what the other
    # did, so that the text is always indexed.
    held = StoredFile.objects.select_for_update().filter(pk=file.pk).first()
    if held is None or Reading.objects.filter(file=held).exists():
        return False
    held.drawn = drawn
    held.save(update_fields=["drawn"])
    Reading.objects.create(
        file=held,
        outcome=said.get("refused", Reading.Outcome.READ),
        text=said.get("text", ""),
        pages=said.get("pages"),
    )
    emit(Fact("file_read", payload={"file": held.pk}))
    return True
