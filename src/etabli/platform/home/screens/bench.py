"""Mon établi: what waits for you, then what your spaces produced."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.platform.access.policy import policy
from etabli.platform.awaited.models import Awaiting
from etabli.platform.awaited.waiting import put_off, put_off_by, take_back, tally_of
from etabli.platform.engine.screens.composing import composer_for
from etabli.platform.engine.screens.feeding import entries_of
from etabli.platform.feed.coming import come, since_last_visit
from etabli.platform.feed.reading import feed_of
from etabli.platform.guide.touring import is_offered
from etabli.platform.home.beginning import first_steps
from etabli.platform.home.beside import beside
from etabli.platform.home.filling import makers_of
from etabli.platform.home.waiting import ACTS, MOST, desk_of, lines_of, sentence_of
from etabli.platform.people.asking import person_of
from etabli.platform.spaces.standing import spaces_of
from etabli.ui.render import page, toasted


@policy("signed_in")
def show(request: HttpRequest) -> HttpResponse:
    """The home page."""
    person = person_of(request)
    act = request.GET.get("voir", "")
    act = act if act in ACTS else ""
    desk = desk_of(person, act=act, most=0 if request.GET.get("tout") else MOST)
    before = request.GET.get("avant", "")
    feed = feed_of(person, before=before)
    shown: dict[str, Any] = {
        "person": person,
        "tour": is_offered(person) and not request.GET,
        "steps": first_steps(person),
        "first_name": person.name.split()[0],
        "today": timezone.localtime(),
        "desk": desk,
        "act": act,
        "sentence": sentence_of(person),
        "mine": spaces_of(person),
        "composer": composer_for(person, spaces_of(person), makers_of(person)),
        "later": tally_of(person).later,
        "entries": entries_of(feed.entries, person),
        "older": feed.older,
        "since": since_last_visit(person),
        "continued": bool(before),
        "lang": person.language,
        **beside(person),
    }
    return page(request, "home/bench.html", shown)


@policy("signed_in")
@require_POST
def came(request: HttpRequest) -> HttpResponse:
    """The home page is under its reader's eyes."""
    come(person_of(request))
    return HttpResponse(status=204)


@policy("signed_in")
def later(request: HttpRequest) -> HttpResponse:
    """What one put off."""
    person = person_of(request)
    lines = lines_of(put_off_by(person), person)
    return page(request, "home/later.html", {"lines": lines, "lang": person.language})


@policy("signed_in")
@require_POST
def postpone(request: HttpRequest, awaiting: int) -> HttpResponse:
    """Put something off until tomorrow or next week, or take it back (``until`` empty)."""
    person = person_of(request)
    row = Awaiting.objects.filter(pk=awaiting).select_related("item").first()
    if row is None:
        raise Http404
    until = _until(request.POST.get("until", ""))
    if until is None:
        take_back(row, by=person)
        return toasted(redirect("/"), request, _("Back on your bench."))
    put_off(row, until, by=person)
    return toasted(redirect("/"), request, _("Put off."), undo_url=f"/attente/{awaiting}/")


def _until(text: str) -> Any:
    days = {"tomorrow": 1, "monday": 7 - timezone.localdate().weekday()}.get(text)
    if days is None:
        return None
    morning = timezone.localtime().replace(hour=7, minute=0, second=0, microsecond=0)
    return morning + timedelta(days=days)
