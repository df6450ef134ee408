"""What the house says of somebody: its administrators change it, close and open the door."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.lib.ids import read_uid
from etabli.platform.access.policy import policy
from etabli.platform.directory.faces import face_of
from etabli.platform.directory.seeing import person_seen_by
from etabli.platform.directory.trees import unit_choices
from etabli.platform.people.asking import person_of
from etabli.platform.people.changing import RECORD, change_profile
from etabli.platform.people.leaving import deactivate, reactivate
from etabli.platform.people.models import Person, Unit
from etabli.platform.people.promoting import demote, promote
from etabli.platform.people.refusal import PersonRefusal
from etabli.ui.render import page, toasted


@policy("admin")
def record(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Name, job, unit, manager, kind."""
    whose = _whose(request, uid)
    if request.method != "POST":
        return _said(request, whose, _values(whose), {})
    given = {name: request.POST[name] for name in RECORD if name in request.POST}
    try:
        change_profile(whose, _records(given), by=person_of(request))
    except PersonRefusal as refusal:
        return _said(request, whose, _values(whose) | given, {refusal.field: refusal.sentence})
    said = _("The profile of %(name)s is up to date.") % {"name": whose.name}
    return toasted(redirect("directory:person", uid=whose.uid), request, said)


@policy("admin")
@require_POST
def departure(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Deactivate: nothing that was made is lost."""
    said = _("%(name)s no longer has access. What they made stays.")
    return _after(request, uid, deactivate, said)


@policy("admin")
@require_POST
def coming_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Reactivate."""
    return _after(request, uid, reactivate, _("%(name)s has access again."))


@policy("admin")
@require_POST
def administration(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Name an administrator, or take that back."""
    if request.POST.get("admin") == "yes":
        return _after(request, uid, promote, _("%(name)s administers the house."))
    return _after(request, uid, demote, _("%(name)s no longer administers the house."))


@policy("admin")
def gone(request: HttpRequest) -> HttpResponse:
    """Who was deactivated, to bring back."""
    people = Person.objects.filter(active=False, kind__in=("person", "guest"))
    rows = [(one, face_of(one)) for one in people.select_related("unit").order_by("sort_key")]
    return page(request, "directory/gone.html", {"rows": rows})


def _after(request: HttpRequest, uid: UUID, verb: Callable[..., None], said: str) -> HttpResponse:
    whose = _whose(request, uid)
    try:
        verb(whose, by=person_of(request))
        sentence = said % {"name": whose.name}
    except PersonRefusal as refusal:
        sentence = refusal.sentence
    return toasted(redirect("directory:person", uid=whose.uid), request, sentence)


def _records(given: dict[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = dict(given)
    for name, model in (("unit", Unit), ("manager", Person)):
        if name in given:
            values[name] = _record(model, given[name], name)
    return values


def _record(model: type[Unit] | type[Person], uid: str, field: str) -> Unit | Person | None:
    if not uid.strip():
        return None
    wanted = read_uid(uid.strip())
    found = model._default_manager.filter(uid=wanted).first() if wanted else None
    if found is None:
        raise PersonRefusal(_("This was not found. Search for it again."), field)
    return found


def _values(whose: Person) -> dict[str, Any]:
    values = {name: getattr(whose, name) for name in ("name", "job", "organisation", "kind")}
    values["unit"] = str(whose.unit.uid) if whose.unit else ""
    values["manager"] = str(whose.manager.uid) if whose.manager else ""
    return values


def _said(
    request: HttpRequest, whose: Person, values: dict[str, Any], errors: dict[str, str]
) -> HttpResponse:
    manager = read_uid(values.get("manager") or "")
    chosen = Person.objects.filter(uid=manager).first() if manager else None
    context = {
        "whose": whose,
        "face": face_of(whose),
        "values": values,
        "errors": errors,
        "units": unit_choices(Unit.objects.all()),
        "manager": [(str(chosen.uid), chosen.name)] if chosen else [],
    }
    return page(request, "directory/record.html", context, status=422 if errors else 200)


def _whose(request: HttpRequest, uid: UUID) -> Person:
    return person_seen_by(person_of(request), uid)
