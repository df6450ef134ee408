"""Tying items to others."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from etabli.lib.ids import read_uid
from etabli.lib.sentences import SaidError
from etabli.platform.access.policy import policy
from etabli.platform.items.doors import fetch_item
from etabli.platform.items.linking import backlinks_of, link, unlink
from etabli.platform.items.models import Item
from etabli.platform.people.asking import person_of
from etabli.ui.render import fragment, page


@policy("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What an item is tied to; a POST ties it to ``other``, an item or its address."""
    item = fetch_item(uid, by=person_of(request))
    if request.method != "POST":
        return _shown(request, item)
    other = _named(request.POST.get("other", ""))
    if other is None:
        return _shown(request, item, _("Choose something in the list, or paste its address."))
    try:
        link(item, fetch_item(other, by=person_of(request)), by=person_of(request))
    except SaidError as refusal:
        return _shown(request, item, _(refusal.template) % refusal.values)
    return _done(request, item)


@policy("signed_in")
@require_POST
def removal(request: HttpRequest, uid: UUID, other: UUID) -> HttpResponse:
    """Unties two items."""
    item = fetch_item(uid, by=person_of(request))
    unlink(item, fetch_item(other, by=person_of(request)), by=person_of(request))
    return _done(request, item)


def _named(typed: str) -> UUID | None:
    for word in reversed(typed.strip().strip("/").split("/")):
        uid = read_uid(word.partition("#")[0])
        if uid is not None:
            return uid
    return None


def _done(request: HttpRequest, item: Item) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        return _shown(request, item)
    return redirect(f"/fiches/{item.uid}/")


def _shown(request: HttpRequest, item: Item, refusal: str = "") -> HttpResponse:
    context = {"item": item, "backlinks": backlinks_of(item, person_of(request), refusal)}
    status = 422 if refusal else 200
    if request.headers.get("HX-Request") == "true":
        return fragment(request, "items/parts/backlinks.html", "backlinks", context, status=status)
    return page(request, "items/links.html", context, status=status)
