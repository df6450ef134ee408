"""The published versions of an item: the list, publishing, comparing, taking one up again."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.platform.access.doors import fetch
from etabli.platform.access.policy import policy
from etabli.platform.engine.rights import can
from etabli.platform.engine.screens.items import item_of
from etabli.platform.engine.versioning import (
    PRESENT,
    changed_since,
    compared,
    is_versioned,
    publish,
    take_up,
    versions_of,
)
from etabli.platform.engine.writing import Refusal
from etabli.platform.engine.writing.editing import app_of
from etabli.platform.items.models import Item, Version
from etabli.platform.items.revising import StaleVersion
from etabli.platform.people.asking import person_of
from etabli.ui.render import page, toasted


@policy("signed_in")
def versions(request: HttpRequest, item: UUID) -> HttpResponse:
    """The versions, two of them compared; POST publishes the item as it is."""
    found = _versioned(request, item)
    if request.method != "POST":
        return _shown(request, found)
    again = bool(request.POST.get("again"))
    try:
        with transaction.atomic():
            made = publish(found, request.POST.get("words", ""), by=person_of(request), again=again)
    except Refusal as refusal:
        return _shown(request, found, refusal.sentence)
    except StaleVersion:
        return _shown(request, found, _("Somebody changed it meanwhile. Look at it again."))
    said = _("Version %(n)s is published.") % {"n": made.n}
    return toasted(redirect("engine:versions", item=item), request, said)


@policy("signed_in")
@require_POST
def back_to(request: HttpRequest, item: UUID, n: int) -> HttpResponse:
    """Take a version up again, as a new one."""
    found = _versioned(request, item)
    person = person_of(request)
    if not can(person, "edit", found):
        raise Http404
    wanted = fetch(Version.objects.filter(item=found), by=person, n=n)
    try:
        with transaction.atomic():
            made = take_up(found, wanted, by=person)
    except Refusal as refusal:
        return _shown(request, found, refusal.sentence)
    except StaleVersion:
        return _shown(request, found, _("Somebody changed it meanwhile. Look at it again."))
    said = _("Version %(n)s is published.") % {"n": made.n}
    return toasted(redirect("engine:versions", item=item), request, said)


def _shown(request: HttpRequest, item: Item, refusal: str = "") -> HttpResponse:
    person = person_of(request)
    app = app_of(item)
    found = versions_of(item, person)
    known = {one.n: one for one in found}
    latest = found[0] if found else None
    before, after = _number(request, "de"), _number(request, "a")
    shown: dict[str, Any] = {
        "item": item,
        "versions": found,
        "choices": [(PRESENT, _("As it is now")), *((n, _name(n)) for n in known)],
        "before": before,
        "after": after,
        "changes": compared(item, known.get(before), known.get(after), person)
        if before is not None and after is not None and {before, after} <= {PRESENT, *known}
        else None,
        "changed": latest is None or changed_since(item, latest),
        "can_publish": can(person, "edit", item),
        "asks_again": bool(app.behaviours.versioned and app.behaviours.versioned.read_again),
        "refusal": refusal,
        "words": request.POST.get("words", ""),
    }
    return page(request, "engine/versions.html", shown, status=422 if refusal else 200)


def _name(n: int) -> str:
    return _("Version %(n)s") % {"n": n}


def _number(request: HttpRequest, key: str) -> int | None:
    given = request.GET.get(key, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 7 else None


def _versioned(request: HttpRequest, item: UUID) -> Item:
    found = item_of(request, item)
    if not is_versioned(app_of(found), found):
        raise Http404
    return found
