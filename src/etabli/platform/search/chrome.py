"""Search in the bar of every page."""

from django.http import HttpRequest

from etabli.platform.house.filling import Filling, fills_shell


@fills_shell
def search_bar(request: HttpRequest) -> Filling:
    """Where the bar searches, and what suggests as one types."""
    return Filling(search_url="/recherche/", suggest_url="/recherche/suggestions/")
