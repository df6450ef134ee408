"""Where rate limits count: a table that all processes share, beside the request's transaction.

What is counted must stay counted when the request is refused and its transaction rolled back,
must be writable while a GET reads only, and must not wait for another request to end. So
Django's database cache has a connection of its own, which commits each count at once
(``db.counting``).
"""

from typing import Any

from django.utils.crypto import salted_hmac

ALIAS = "limits"
TABLE = "db_limit"


class LimitsRouter:
    """Sends Django's database cache, and nothing else, over its own connection."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return ALIAS if model._meta.app_label == "django_cache" else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        # Both names are one database: it is migrated under its first.
        return False if db == ALIAS else None


def hidden(key: str, prefix: str, version: int) -> str:
    """The key as the table holds it: it names a network address or somebody, and is hidden."""
    return salted_hmac(f"{TABLE}:{prefix}:{version}", key, algorithm="sha256").hexdigest()
