"""Drafts: kept as one types, listed until they are sent."""

import json

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from etabli.lib.sentences import SaidError
from etabli.platform.access.policy import policy
from etabli.platform.items.drafting import unfinished
from etabli.platform.items.drafts import (
    LARGEST,
    draft_for,
    drafts_of,
    forget_draft,
    is_key,
    keep_draft,
)
from etabli.platform.people.asking import person_of
from etabli.ui.render import page, toasted


@policy("signed_in")
@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    """What one has not sent yet."""
    person = person_of(request)
    return page(request, "items/drafts.html", {"drafts": unfinished(drafts_of(person), person)})


@policy("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """One form's draft. A POST of JSON keeps it, ``{}`` forgets it; only her own exist."""
    person = person_of(request)
    if not is_key(key):
        raise Http404
    if request.method != "POST":
        return JsonResponse(draft_for(person, key))
    try:
        keep_draft(key, _sent(request), by=person)
    except SaidError as refusal:
        return JsonResponse({"error": _(refusal.template) % refusal.values}, status=422)
    return HttpResponse(status=204)


@policy("signed_in")
@require_POST
def discarding(request: HttpRequest, key: str) -> HttpResponse:
    """Throws a draft away, from the list."""
    if not is_key(key):
        raise Http404
    forget_draft(key, by=person_of(request))
    return toasted(redirect("items:drafts"), request, _("Draft discarded."))


def _sent(request: HttpRequest) -> object:
    if len(request.body) > LARGEST * 2:
        return None
    try:
        sent: object = json.loads(request.body or b"{}")
    except (ValueError, RecursionError):
        return None
    return sent
