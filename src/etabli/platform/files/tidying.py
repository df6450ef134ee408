"""Removing what nothing names any more. Run as etabli_sys."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from etabli.platform.files import storage
from etabli.platform.files.models import StoredFile
from etabli.platform.people.models import Person

KEPT_FOR = timedelta(hours=24)
AT_ONCE = 500


def remove_orphans(still_wanted: Callable[[StoredFile], bool] | None = None) -> int:
    """Remove files that have been attached to nothing for a day; returns how many.

    ``still_wanted`` may spare one, because a draft names it. The bytes go with the last
    row that has them.
    """
    before = timezone.now() - KEPT_FOR
    orphans = StoredFile.objects.filter(audience=None, created_at__lt=before)
    removed = 0
    for orphan in orphans.order_by("id").iterator():
        if still_wanted is None or not still_wanted(orphan):
            _remove(orphan)
            removed += 1
            if removed == AT_ONCE:
                break
    return removed


def _remove(orphan: StoredFile) -> None:
    with transaction.atomic():
        storage.hold(orphan.key)
        orphan.delete()
        let_go(orphan.key)


def let_go(key: str) -> None:
    """Remove bytes that neither a file nor a portrait names any more."""
    storage.hold(key)
    named = StoredFile.objects.filter(key=key).exists() or Person.objects.filter(photo=key).exists()
    if not named:
        storage.discard(key)
