"""The settings of the house, for its administrators."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from etabli.platform.access.policy import policy
from etabli.platform.house.models import the_house
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.setup.house import SWITCHES, change_house, is_adjusted
from etabli.platform.setup.models import Demonstration
from etabli.ui.render import page, toasted

FIELDS = ("name", "colour", "language", *SWITCHES)


@policy("admin")
def house(request: HttpRequest) -> HttpResponse:
    """Name, colour, language."""
    if request.method != "POST":
        kept = the_house()
        values = {name: getattr(kept, name) for name in FIELDS}
        on = {switch: "on" if values[switch] else "" for switch in SWITCHES}
        return _said(request, values | on, {})
    person = person_of(request)
    values = {name: request.POST.get(name, "") for name in FIELDS}
    try:
        change_house(values, by=person)
    except PersonRefusal as refusal:
        return _said(request, values, {refusal.field: refusal.sentence})
    return toasted(redirect("setup:house"), request, _("The house is up to date."))


@policy("admin")
def importing(request: HttpRequest) -> HttpResponse:
    """How to bring in what is elsewhere: exact commands, to run where the program is."""
    return page(request, "setup/importing.html", {})


def _said(request: HttpRequest, values: dict[str, Any], errors: dict[str, str]) -> HttpResponse:
    context = {
        "values": values,
        "errors": errors,
        "adjusted": is_adjusted(values["colour"]),
        "administrators": _administrators(),
        "demonstration": Demonstration.objects.exists(),
        "mail_leaves": settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"),
    }
    return page(request, "setup/house.html", context, status=422 if errors else 200)


def _administrators() -> list[Person]:
    return list(
        Person.objects.filter(
            role=Person.Role.ADMIN, kind=Person.Kind.PERSON, active=True
        ).order_by("sort_key")
    )
