"""Django's database cache, which says no where it cannot write."""

from typing import Any

import structlog
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError

log = structlog.get_logger(__name__)


class Counting(DatabaseCache):
    """Whoever asks to count something is told that it was not, instead of an error.

    allauth then takes no lock and refuses the attempt, and takes a code of a second proof for
    one already used: what cannot be counted does not open.
    """

    def _base_set(self, mode: str, key: str, value: Any, *args: Any, **options: Any) -> bool:
        try:
            return bool(super()._base_set(mode, key, value, *args, **options))  # type: ignore[misc]
        except DatabaseError:
            log.exception("limits.not_counted")
            return False
