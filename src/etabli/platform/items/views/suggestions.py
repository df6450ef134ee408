"""What editors ask as one types."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from etabli.platform.access.policy import policy
from etabli.platform.items.doors import fetch_item
from etabli.platform.items.suggesting import (
    Suggestion,
    items_like,
    people_like,
    spaces_like,
    units_like,
)
from etabli.platform.items.tagging import tags_like
from etabli.platform.people.asking import person_of
from etabli.ui.render import fragment


@policy("signed_in")
@require_safe
def mentions(request: HttpRequest, uid: UUID | None = None) -> HttpResponse:
    """Whom one may call; under an item, who would not see it is told apart."""
    person = person_of(request)
    item = fetch_item(uid, by=person) if uid else None
    return JsonResponse(people_like(_typed(request), person, item), safe=False)


@policy("signed_in")
@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """Items one may point to: JSON for editors, lines of a list for boxes that choose."""
    found = items_like(_typed(request), person_of(request))
    if "application/json" in request.headers.get("Accept", "") or not _boxes(request):
        return JsonResponse(found, safe=False)
    return _options(request, found)


@policy("signed_in")
@require_safe
def item_choices(request: HttpRequest) -> HttpResponse:
    """Items to link to, of some apps when the address says ``app``."""
    apps = [app[:60] for app in request.GET.getlist("app")]
    return _options(request, items_like(_typed(request), person_of(request), apps))


@policy("signed_in")
@require_safe
def space_choices(request: HttpRequest) -> HttpResponse:
    """Spaces whose name begins to be typed."""
    return _options(request, spaces_like(_typed(request), person_of(request)))


@policy("signed_in")
@require_safe
def unit_choices(request: HttpRequest) -> HttpResponse:
    """Units whose name begins to be typed."""
    return _options(request, units_like(_typed(request), person_of(request)))


@policy("signed_in")
@require_safe
def tags(request: HttpRequest) -> HttpResponse:
    """Tags already in use."""
    found = tags_like(_typed(request), person_of(request))
    return JsonResponse([{"label": tag} for tag in found], safe=False)


def _options(request: HttpRequest, found: list[Suggestion]) -> HttpResponse:
    options = [
        {
            "value": one["uid"],
            "label": one["label"],
            "note": one["hint"],
            "icon": one.get("icon", "file-text"),
            "hue": "",
        }
        for one in found
    ]
    return fragment(request, "items/options.html", "options", {"options": options})


def _typed(request: HttpRequest) -> str:
    return request.GET.get("q", "")[:200]


def _boxes(request: HttpRequest) -> bool:
    return "choix" in request.GET
