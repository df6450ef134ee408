"""The search page, and what the bar suggests as one types."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from etabli.platform.access.policy import policy
from etabli.platform.people.asking import person_of
from etabli.platform.search.accepted import accepted_among
from etabli.platform.search.facets import Narrowed
from etabli.platform.search.finding import COUNTED, PAGE, RANKED, SIFTED, Found, backend
from etabli.platform.search.narrowing import SPANS, Search, beginnings, read_search
from etabli.platform.search.showing import lines_of
from etabli.platform.search.suggesting import suggestions
from etabli.ui.render import fragment, page

NOTHING = Found(0, [], {}, [0] * len(SPANS))


@policy("signed_in")
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Everything that matches and that whoever asks may read."""
    person = person_of(request)
    search = read_search(request.GET)
    found = _find(search)
    narrowed = Narrowed(search, found, person)
    shown = {
        "search": search,
        "found": found,
        "lines": lines_of(found.hits, search.question, by=person),
        "accepted": accepted_among(found.hits),
        "facets": narrowed.facets if found.total or search.narrowed else [],
        "chips": narrowed.chips,
        "space": _scope(search),
    }
    return page(request, "search/results.html", shown | _pages(search, found))


@policy("signed_in")
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """People, spaces and titles, for the list under the bar."""
    person = person_of(request)
    groups = suggestions(request.GET.get("q", ""), by=person)
    return fragment(request, "search/suggestions.html", "suggestions", {"groups": groups})


def _find(search: Search) -> Found:
    if search.question.empty:
        return NOTHING
    marks = list(beginnings().values())
    return backend().find(search.question, search.narrowing(), search.place, marks)


def _scope(search: Search) -> Any:
    """The one space a search is made in, if any."""
    spaces = search.chosen.get("space", ())
    return search.known[spaces[0]] if len(spaces) == 1 else None


def _pages(search: Search, found: Found) -> dict[str, Any]:
    """Where one is among the results, and how to go on."""
    reachable = min(found.total, RANKED)
    first = search.place.skip + 1
    last = min(search.place.skip + PAGE, reachable)
    return {
        "first": first,
        "last": last,
        "reachable": reachable,
        "counted": (SIFTED if search.narrowed else COUNTED) if found.more else 0,
        "previous_url": search.url(page=search.page - 1) if search.page > 1 else "",
        "next_url": search.url(page=search.page + 1) if last < reachable else "",
    }
