"""Limits on what one person may ask in a minute, for answers that could be collected."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest


def too_many(request: HttpRequest, what: str, per_minute: int) -> bool:
    """Whether the person asking has asked for ``what`` too often this minute; counts this time.

    All processes count together. Also True when nothing can be counted.
    """
    rates = {what: f"{per_minute}/m/user"}
    counted = ratelimit.consume(request, app="etabli", action=what, config=rates, limit_get=True)
    return counted is None
