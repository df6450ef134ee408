"""Limits on what one person may ask in a minute, for answers that could be collected."""

import time

from django.core.cache import cache

from etabli.platform.people.models import Person


def too_many(person: Person, what: str, per_minute: int) -> bool:
    """Whether a person has asked for ``what`` too often this minute; counts this time.

    Each process counts for itself: a bound on scraping, not an exact one.
    """
    key = f"limit:{what}:{person.pk}:{int(time.time() // 60)}"
    cache.add(key, 0, timeout=120)
    return int(cache.incr(key)) > per_minute
