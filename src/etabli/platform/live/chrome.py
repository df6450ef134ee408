"""Streams for every page."""

from django.http import HttpRequest

from etabli.platform.house.filling import Filling, fills_shell
from etabli.platform.live.asking import PATH


@fills_shell
def stream(request: HttpRequest) -> Filling:
    """Where pages ask to be told of changes."""
    return Filling(live_url=PATH)
