"""Following an item, supporting it."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from etabli.platform.access.policy import policy
from etabli.platform.items.doors import fetch_item
from etabli.platform.items.following import Wish, follow, following_of
from etabli.platform.items.models import Item
from etabli.platform.items.voting import unvote, vote, votes_of
from etabli.platform.people.asking import person_of
from etabli.ui.render import fragment

WISHES = ("follow", "mute", "none")


@policy("signed_in")
@require_POST
def wish(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What one wants to hear of an item."""
    item = fetch_item(uid, by=person_of(request))
    wanted = request.POST.get("wish", "")
    if wanted not in WISHES:
        raise Http404
    follow(item, cast("Wish", wanted), by=person_of(request))
    return _answer(request, item, "following", following_of(item, person_of(request)))


@policy("signed_in")
@require_POST
def support(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Supporting an item; with ``off``, no longer."""
    item = fetch_item(uid, by=person_of(request))
    (unvote if request.POST.get("off") else vote)(item, by=person_of(request))
    return _answer(request, item, "votes", votes_of(item, person_of(request)))


def _answer(request: HttpRequest, item: Item, part: str, seen: Any) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        return fragment(request, f"items/parts/{part}.html", part, {part: seen})
    return redirect(f"/fiches/{item.uid}/")
