"""Who decides in one's place while one is away: one's own settings."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.lib.ids import read_uid
from etabli.lib.wording_periods import period
from etabli.platform.access.delegating import (
    DelegationRefusal,
    delegate,
    delegations_of,
    withdraw,
)
from etabli.platform.access.models import Delegation
from etabli.platform.access.policy import policy
from etabli.platform.directory.absence import to_come
from etabli.platform.directory.faces import face_of
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.ui.render import page, toasted
from etabli.ui.shell import Face


@dataclass(frozen=True)
class Line:
    """A delegation, in words."""

    uid: UUID
    who: Face
    days: str
    running: bool


@policy("member")
def delegations(request: HttpRequest) -> HttpResponse:
    """Those one gave and was given; POST gives one."""
    person = person_of(request)
    if request.method != "POST":
        return _shown(request, {}, {})
    given = {key: request.POST.get(key, "") for key in ("taker", "starts_on", "ends_on")}
    days = {key: _day(given[key]) for key in ("starts_on", "ends_on")}
    starts, ends = days["starts_on"], days["ends_on"]
    if starts is None or ends is None:
        missing = _("Pick a day.")
        return _shown(request, given, {key: missing for key, day in days.items() if day is None})
    try:
        made = delegate(_taker(given["taker"]), starts, ends, by=person)
    except DelegationRefusal as refusal:
        return _shown(request, given, {refusal.field or "taker": refusal.sentence})
    said = _("%(name)s decides in your place %(days)s.")
    said %= {"name": made.taker.name, "days": _days(made, person)}
    return toasted(redirect("directory:delegations"), request, said)


@policy("member")
@require_POST
def delegation_removal(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a delegation back: it ends at once."""
    person = person_of(request)
    found = next((one for one in delegations_of(person) if one.uid == uid), None)
    if found is None or found.giver_id != person.pk:
        raise Http404
    withdraw(found, by=person)
    said = _("%(name)s no longer decides in your place.") % {"name": found.taker.name}
    return toasted(redirect("directory:delegations"), request, said)


def _shown(request: HttpRequest, given: dict[str, str], errors: dict[str, str]) -> HttpResponse:
    person = person_of(request)
    found = delegations_of(person)
    taker = _taker(given.get("taker", ""))
    shown: dict[str, Any] = {
        "person": person,
        "given": [_line(one, one.taker, person) for one in found if one.giver_id == person.pk],
        "taken": [_line(one, one.giver, person) for one in found if one.taker_id == person.pk],
        "values": given or _proposed(request),
        "chosen": [(str(taker.uid), taker.name)] if taker else [],
        "errors": errors,
        "absences": [
            (period(one.starts, one.ends, timezone.localdate(), person.language), one)
            for one in to_come(person)
            if not any(
                d.starts_on <= one.ends and d.ends_on >= one.starts
                for d in found
                if d.giver_id == person.pk
            )
        ],
    }
    return page(request, "directory/delegations.html", shown, status=422 if errors else 200)


def _proposed(request: HttpRequest) -> dict[str, str]:
    """The days of an absence, when one comes from it."""
    return {"starts_on": request.GET.get("du", "")[:10], "ends_on": request.GET.get("au", "")[:10]}


def _line(one: Delegation, other: Person, person: Person) -> Line:
    return Line(one.uid, face_of(other), _days(one, person), one.active)


def _days(one: Delegation, person: Person) -> str:
    return period(one.starts_on, one.ends_on, timezone.localdate(), person.language)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _taker(text: str) -> Person | None:
    uid = read_uid(text) if text else None
    return Person.objects.filter(uid=uid).first() if uid else None
