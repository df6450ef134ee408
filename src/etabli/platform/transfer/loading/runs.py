"""The course of an import: begun, recorded with each batch, and ended once."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from etabli.platform.events.log import Fact, emit
from etabli.platform.items.models import Item
from etabli.platform.spaces.models import Space
from etabli.platform.transfer.loading.indexing import index_items
from etabli.platform.transfer.models import ImportRun
from etabli.platform.transfer.refusing import Refused, opened_file

# One number for all imports of a network: two at once would each open the same spaces.
LOCK = 0x6574_6162
WRITING = LOCK + 1
"""Held over the connection that writes, which a killed import leaves later than the other."""
PATIENCE = 10
"""Seconds."""


@contextmanager
def alone() -> Iterator[None]:
    """Hold the network's only import lock. Raises Refused while another import runs.

    PostgreSQL lets go of it by itself when the process dies. The statement that a killed
    import was in may outlive it: an import started again at once waits for that.
    """
    for attempt in range(PATIENCE):
        if attempt:
            time.sleep(1)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if cursor.fetchone()[0]:
                break
    else:
        raise Refused(_("Another import is running: wait until it is done."))
    try:
        with writing():
            pass
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that no other import's overlaps, not even one that was killed in it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING])
        yield


def begin(kind: str, path: Path, name: str = "") -> ImportRun:
    """The run of this file that was interrupted, or a new one, saved with its first batch.

    ``name`` is that of its source: under another one, the same file is another import.
    """
    with opened_file(path) as stream:
        digest = file_digest(stream, "sha256")
    digest.update(name.encode())
    source = digest.hexdigest()
    interrupted = ImportRun.objects.filter(kind=kind, source=source, finished_at=None).first()
    return interrupted or ImportRun(kind=kind, source=source)


def advance(run: ImportRun, added: Mapping[int, int], reached: int = 0) -> None:
    """Record what a batch added, in the transaction of the batch."""
    for space_id, count in added.items():
        run.spaces[str(space_id)] = run.spaces.get(str(space_id), 0) + count
    run.reached = max(run.reached, reached)
    run.save()


def finish(run: ImportRun) -> None:
    """Have search find what came, tell each space once what came into it, close the run.

    Nothing came when no batch saved it: a file that was already here leaves no trace.
    """
    if not run.spaces:
        return
    touched = Item.objects.filter(space_id__in=map(int, run.spaces))
    index_items(touched.values_list("pk", flat=True).iterator(chunk_size=10_000))
    with transaction.atomic():
        for space in Space.objects.filter(pk__in=map(int, run.spaces)).order_by("pk"):
            count = run.spaces[str(space.pk)]
            emit(Fact("imported", space=space, payload={"from": run.kind, "count": count}))
        run.finished_at = timezone.now()
        run.save()
