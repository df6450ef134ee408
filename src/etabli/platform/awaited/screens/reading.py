"""« J’ai lu », and how far the reading of an item is."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from etabli.lib.text import clean_line, sort_key
from etabli.platform.access.policy import policy
from etabli.platform.awaited.acknowledging import (
    ReadingRefusal,
    acknowledge,
    acknowledged,
    chase,
    take_back,
)
from etabli.platform.awaited.progress import PAGE, missing_from, progress_of
from etabli.platform.engine.screens.faces import face_of
from etabli.platform.items.doors import fetch_item
from etabli.platform.items.models import Item
from etabli.platform.people.asking import person_of
from etabli.ui.render import page, toasted


@policy("signed_in")
def reading(request: HttpRequest, uid: UUID) -> HttpResponse:
    """POST says that one has read; GET tells those who watch how far the reading is."""
    person = person_of(request)
    item = fetch_item(uid, by=person)
    if request.method != "POST":
        return _progress(request, item)
    try:
        acknowledge(item, by=person)
    except ReadingRefusal as refusal:
        if acknowledged(item, person):
            return _back(request, item)
        return toasted(_back(request, item), request, refusal.sentence)
    said = _("“%(title)s”: read.") % {"title": item.title}
    undo = f"/fiches/{uid}/lecture/retrait/"
    return toasted(_back(request, item), request, said, undo_url=undo)


@policy("signed_in")
@require_POST
def taking_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Say that one has not read it after all."""
    item = fetch_item(uid, by=person_of(request))
    take_back(item, by=person_of(request))
    return toasted(redirect(f"/fiches/{uid}/"), request, _("It is still to be read."))


@policy("signed_in")
@require_POST
def chasing(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Remind those who have not read; once a day at most."""
    person = person_of(request)
    item = fetch_item(uid, by=person)
    if progress_of(item, person) is None:
        raise Http404
    try:
        count = chase(item, by=person)
    except ReadingRefusal as refusal:
        return toasted(redirect(f"/fiches/{uid}/lecture/"), request, refusal.sentence)
    said = ngettext("%(count)s person is reminded.", "%(count)s people are reminded.", count)
    return toasted(redirect(f"/fiches/{uid}/lecture/"), request, said % {"count": count})


@require_safe
def _progress(request: HttpRequest, item: Item) -> HttpResponse:
    person = person_of(request)
    found = progress_of(item, person)
    if found is None:
        raise Http404
    words = sort_key(clean_line(request.GET.get("q", ""), 80))
    given = request.GET.get("a", "")
    start = int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 0
    missing = missing_from(item, words=words, start=start)
    shown: dict[str, Any] = {
        "item": item,
        "progress": found,
        "people": [(one, face_of(one)) for one in missing],
        "words": request.GET.get("q", ""),
        "start": start,
        "left": found.asked - found.done,
        "more": start + PAGE if len(missing) == PAGE else 0,
        "less": max(start - PAGE, 0) if start else None,
        "lang": person.language,
    }
    return page(request, "awaited/reading.html", shown)


def _back(request: HttpRequest, item: Item) -> HttpResponseRedirect:
    """Where the act was done: the bench, the list, or the item."""
    places = {"home": "/", "list": f"/espaces/{item.space.uid}/{item.app}/"}
    return HttpResponseRedirect(
        places.get(request.POST.get("back", ""), f"/fiches/{item.uid}/#reading")
    )
