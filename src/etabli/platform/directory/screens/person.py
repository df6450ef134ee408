"""Somebody's profile."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from etabli.platform.access.policy import policy
from etabli.platform.directory.activity import activity_of
from etabli.platform.directory.chart import chart_of
from etabli.platform.directory.faces import face_of, space_link
from etabli.platform.directory.seeing import person_seen_by, shared_spaces
from etabli.platform.people.accounts import work_address
from etabli.platform.people.models import Person, Unit
from etabli.ui.render import page
from etabli.ui.shell import Link


@policy("signed_in")
def person(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a reader may know of somebody: guests are told the name and the job."""
    reader: Person = request.person  # type: ignore[attr-defined]
    whose = person_seen_by(reader, uid)
    full = reader.kind == Person.Kind.PERSON or reader.pk == whose.pk
    context = {
        "whose": whose,
        "face": face_of(whose),
        "own": reader.pk == whose.pk,
        "full": full,
        "address": work_address(whose, by=reader),
        "chart": chart_of(whose) if full and whose.kind == Person.Kind.PERSON else None,
        "works": activity_of(whose, by=reader),
        "spaces": [space_link(space) for space in shared_spaces(reader, whose)],
        "crumbs": [Link(_("Directory"), "/personnes/"), *_units(whose.unit if full else None)],
        "circles": _circles(whose),
    }
    return page(request, "directory/person.html", context)


def _units(unit: Unit | None) -> list[Link]:
    return [Link(unit.name, f"/unites/{unit.uid}/")] if unit else []


def _circles(whose: Person) -> list[tuple[str, str, str]]:
    house = _(": name, job, place, phone, address")
    return [
        ("organisation", _("Members of the house"), house),
        ("guest", _("Guests of a shared space"), _(": name and job")),
        ("me", _("Nobody else"), _(": language, theme, devices")),
    ]
