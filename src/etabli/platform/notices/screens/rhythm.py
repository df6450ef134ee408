"""At what pace one gets notices by mail."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import dates
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from etabli.platform.access.policy import policy
from etabli.platform.notices.models import Kind, Pace
from etabli.platform.notices.rhythm import (
    CHOICES,
    HOURS,
    RhythmRefusal,
    rhythm_of,
    set_rhythm,
    urgent_allowed,
    zones,
)
from etabli.platform.people.accounts import work_address
from etabli.platform.people.asking import person_of
from etabli.ui.render import page, toasted


@policy("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: HttpRequest) -> HttpResponse:
    """One's own choices."""
    person = person_of(request)
    kept = rhythm_of(person.pk)
    values = {name: getattr(kept, name) for name in CHOICES}
    if request.method != "POST":
        return _said(request, values, {})
    given = {**values, **_given(request)}
    try:
        set_rhythm(given, by=person)
    except RhythmRefusal as refusal:
        return _said(request, given, {refusal.field: refusal.sentence})
    return toasted(redirect("notices:rhythm"), request, _("Your choices are kept."))


def _given(request: HttpRequest) -> dict[str, Any]:
    words = {name: request.POST[name] for name in (*Kind.values, "zone") if name in request.POST}
    numbers = {name: _number(request.POST.get(name, "")) for name in ("hour", "weekday")}
    return {**words, **numbers, "quiet": "quiet" in request.POST}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else -1


def _said(request: HttpRequest, values: dict[str, Any], errors: dict[str, str]) -> HttpResponse:
    person = person_of(request)
    hints = {
        Kind.YOU: _("Mentions, what you are given to do, what you are awaited for."),
        Kind.FOLLOWED: _("Answers, stages and reactions on what you made or follow."),
        Kind.SPACES: _("What an app tells all those of a space, and your comings and goings."),
    }
    context = {
        "values": values,
        "errors": errors,
        "kinds": [(kind.value, kind.label, hints[kind]) for kind in Kind],
        "paces": [(value, str(label)) for value, label in Pace.choices],
        "hours": [(hour, _("%(hour)s:00") % {"hour": hour}) for hour in HOURS],
        "days": [(day, str(name).capitalize()) for day, name in dates.WEEKDAYS.items()],
        "zones": [(zone, zone.replace("_", " ")) for zone in zones()],
        "house_zone": settings.TIME_ZONE.replace("_", " "),
        "address": work_address(person, by=person),
        "urgent": urgent_allowed(),
    }
    return page(request, "notices/rhythm.html", context, status=422 if errors else 200)
