"""The address of one's agenda: in one's settings, and what it answers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from etabli.platform.access.policy import policy
from etabli.platform.attending.feed import feed_of
from etabli.platform.attending.sharing import (
    address_of,
    choose_spaces,
    close,
    owner_of,
    path_of,
    renew,
)
from etabli.platform.db.identity import acting
from etabli.platform.engine.screens.faces import space_mark
from etabli.platform.people.asking import person_of
from etabli.platform.signin.addresses import absolute
from etabli.platform.spaces.standing import spaces_of
from etabli.ui.render import page, toasted


@policy("anyone")
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Her agenda, under her rights of this moment. Whatever is wrong answers 404."""
    found = owner_of(token)
    if found is None:
        raise Http404
    person, address = found
    with acting(person):
        written = feed_of(person, address, absolute("/", request).rstrip("/"))
    answer = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="agenda.ics"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@policy("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """One's own address: POST opens or renews it (``do``), closes it, or chooses spaces."""
    person = person_of(request)
    if request.method == "POST":
        return toasted(redirect("attending:address"), request, _done(request))
    address = address_of(person)
    chosen = set(address.spaces) if address else set()
    shown = {
        "address": absolute(path_of(address), request) if address else "",
        "since": address.since if address else None,
        "spaces": [
            (space.uid, space_mark(space), space.pk in chosen) for space in spaces_of(person)
        ],
    }
    return page(request, "attending/address.html", shown)


def _done(request: HttpRequest) -> str:
    person = person_of(request)
    match request.POST.get("do"):
        case "renew":
            renew(by=person)
            return _("Here is the address. The former one, if any, answers no more.")
        case "close":
            close(by=person)
            return _("Closed: nothing is read from outside any more.")
    choose_spaces(request.POST.getlist("spaces"), by=person)
    return _("These calendars are in it.")
