"""The list of people, and the choices offered as one types a name."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from etabli.lib.text import clean_line
from etabli.platform.access.policy import policy
from etabli.platform.directory.absence import whereabouts_of
from etabli.platform.directory.asking import (
    PLACES,
    Question,
    offered,
    people_asked,
    read_question,
)
from etabli.platform.directory.faces import face_of
from etabli.platform.directory.seeing import SHOWN, people_seen_by, searched
from etabli.platform.directory.trees import unit_choices
from etabli.platform.people.asking import person_of
from etabli.platform.people.limits import too_many
from etabli.platform.people.models import Person, Unit
from etabli.platform.profiles.seeing import details_of_all
from etabli.ui.render import page, wanted_block
from etabli.ui.shell import Link

PAGE = 50
CHOICES = 8
SHORTEST = 2
PER_MINUTE = 240


@policy("signed_in")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody one may see, by name; searched as one types, and narrowed."""
    person = person_of(request)
    asked = read_question(request.GET)
    context = _found(asked, person) | {"asked": asked, "full": person.kind == Person.Kind.PERSON}
    if wanted_block(request) != "people":
        context |= _narrowing(person)
    return page(request, "directory/people.html", context)


def _found(asked: Question, person: Person) -> dict[str, Any]:
    found = people_asked(asked, by=person)
    total = found.count()
    first = min(asked.start, max(0, total - 1)) // PAGE * PAGE
    rows = list(found.select_related("unit")[first : first + PAGE])
    return {
        "rows": [(one, face_of(one)) for one in rows],
        "said": details_of_all(rows, by=person),
        "where": whereabouts_of(rows, by=person),
        "total": total,
        "first": first,
        "last": min(first + PAGE, total),
        "previous": asked.address(start=first - PAGE) if first else "",
        "next": asked.address(start=first + PAGE) if first + PAGE < total else "",
        "shows": _shows(asked, person),
        "views": _views(asked),
    }


def _narrowing(person: Person) -> dict[str, Any]:
    """What the selects offer; asked for with the whole page only."""
    full = person.kind == Person.Kind.PERSON
    labels = {"site": _("Place"), "skill": _("Skill"), "language": _("Language")}
    return {
        "units": unit_choices(Unit.objects.all()) if full else [],
        "places": [
            (name, labels[name], [(value, value) for value in values])
            for name, field in PLACES.items()
            if (values := offered(field, by=person))
        ],
    }


def _shows(asked: Question, person: Person) -> list[Link]:
    if person.kind != Person.Kind.PERSON:
        return []
    shows = (
        ("", "", _("Everybody")),
        ("", "person", _("Members")),
        ("", "guest", _("Guests")),
        ("new", "", _("Newcomers")),
        ("away", "", _("Away now")),
    )
    links = [
        Link(
            label,
            asked.address(show=show, kind=kind),
            current=(asked.show, asked.kind) == (show, kind),
        )
        for show, kind, label in shows
    ]
    without = Person.objects.filter(account=None, active=True, kind__in=SHOWN).exists()
    if person.is_admin and without:
        links.append(Link(_("Without an account"), reverse("signin:known_people")))
    return links


def _views(asked: Question) -> list[Link]:
    return [
        Link(_("List"), asked.address(view=""), icon="list-bullets", current=not asked.view),
        Link(
            _("Faces"),
            asked.address(view="faces"),
            icon="squares-four",
            current=asked.view == "faces",
        ),
    ]


@policy("signed_in")
def choices(request: HttpRequest) -> HttpResponse:
    """People whose name begins to be typed: never an address, never more than a few."""
    person = person_of(request)
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
