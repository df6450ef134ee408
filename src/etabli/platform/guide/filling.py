"""The strip that goes along with a tour, on each screen it leads to."""

from django.http import HttpRequest

from etabli.platform.guide.steps import steps_for
from etabli.platform.house.filling import Filling, fills_shell
from etabli.platform.people.asking import person_of
from etabli.ui.shell import Walk

ALONG = "visite"


@fills_shell
def fill(request: HttpRequest) -> Filling:
    """Nothing, and nothing asked of the database, outside a tour."""
    given = request.GET.get(ALONG, "")
    if not (given.isascii() and given.isdigit() and len(given) == 1):
        return Filling()
    person = person_of(request)
    stops, at = steps_for(person), int(given)
    if not 1 <= at <= len(stops):
        return Filling()
    here = stops[at - 1]
    following = stops[at].title if at < len(stops) else ""
    return Filling(
        walk=Walk(here.title, here.text, at, len(stops), following, "/visite/", request.path)
    )


def along(url: str, step: int) -> str:
    """The address of a step's screen, with the strip."""
    return f"{url}?{ALONG}={step}"
