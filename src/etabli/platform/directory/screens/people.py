"""The list of people, and the choices offered as one types a name."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from etabli.lib.ids import read_uid
from etabli.lib.text import clean_line
from etabli.platform.access.policy import policy
from etabli.platform.directory.faces import face_of
from etabli.platform.directory.seeing import people_seen_by, searched
from etabli.platform.directory.trees import unit_choices
from etabli.platform.people.limits import too_many
from etabli.platform.people.models import Person, Unit
from etabli.platform.profiles.seeing import details_of_all
from etabli.ui.render import page
from etabli.ui.shell import Link

PAGE = 50
CHOICES = 8
SHORTEST = 2
PER_MINUTE = 240


@policy("signed_in")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody one may see, by name; searched and narrowed by unit and kind."""
    person: Person = request.person  # type: ignore[attr-defined]
    asked = _asked(request)
    found = searched(people_seen_by(person).filter(active=True), asked["q"], by=person)
    unit = _unit(asked["unit"])
    if unit is not None:
        found = found.filter(unit__path__contains=[unit.pk])
    if asked["kind"]:
        found = found.filter(kind=asked["kind"])
    total = found.count()
    first = min(asked["from"], max(0, total - 1)) // PAGE * PAGE
    rows = list(found.select_related("unit").order_by("sort_key", "pk")[first : first + PAGE])
    context = {
        "asked": asked,
        "rows": [(one, face_of(one)) for one in rows],
        "said": details_of_all(rows, by=person),
        "total": total,
        "first": first,
        "last": min(first + PAGE, total),
        "previous": _address(asked, first - PAGE) if first else "",
        "next": _address(asked, first + PAGE) if first + PAGE < total else "",
        "kinds": _kinds(asked),
        "units": _units(person),
        "full": person.kind == Person.Kind.PERSON,
    }
    return page(request, "directory/people.html", context)


@policy("signed_in")
def choices(request: HttpRequest) -> HttpResponse:
    """People whose name begins to be typed: never an address, never more than a few."""
    person: Person = request.person  # type: ignore[attr-defined]
    if too_many(request, "people", PER_MINUTE):
        return HttpResponse(status=429)
    asked = clean_line(request.GET.get("q", ""), 80)
    found: list[dict[str, Any]] = []
    if len(asked) >= SHORTEST:
        rows = searched(people_seen_by(person).filter(active=True), asked, by=person)
        found = [_choice(one) for one in rows.select_related("unit").order_by("sort_key")[:CHOICES]]
    return render(request, "directory/choices.html", {"found": found}, using="jinja2")


def _choice(person: Person) -> dict[str, Any]:
    note = _("guest, %(organisation)s") % {"organisation": person.organisation}
    return {
        "value": str(person.uid),
        "label": person.name,
        "note": (note.rstrip(", ") if person.is_guest else person.job),
        "initials": person.initials,
        "hue": person.hue,
        "is_guest": person.is_guest,
        "photo": person.photo_url,
    }


def _asked(request: HttpRequest) -> dict[str, Any]:
    given = request.GET
    start = given.get("from", "")
    kind = given.get("kind", "")
    return {
        "q": clean_line(given.get("q", ""), 80),
        "unit": given.get("unit", "")[:40],
        "kind": kind if kind in (Person.Kind.PERSON, Person.Kind.GUEST) else "",
        "from": int(start) if start.isascii() and start.isdigit() and len(start) < 8 else 0,
    }


def _unit(uid: str) -> Unit | None:
    wanted = read_uid(uid) if uid else None
    return Unit.objects.filter(uid=wanted).first() if wanted else None


def _units(person: Person) -> list[tuple[str, str]]:
    if person.kind != Person.Kind.PERSON:
        return []
    return unit_choices(Unit.objects.all())


def _kinds(asked: dict[str, Any]) -> list[Link]:
    kinds = (("", _("Everybody")), ("person", _("Members")), ("guest", _("Guests")))
    return [
        Link(label, _address({**asked, "kind": kind}, 0), current=asked["kind"] == kind)
        for kind, label in kinds
    ]


def _address(asked: dict[str, Any], start: int) -> str:
    kept = {name: asked[name] for name in ("q", "unit", "kind") if asked[name]}
    if start > 0:
        kept["from"] = str(start)
    return f"?{urlencode(kept)}" if kept else "?"
