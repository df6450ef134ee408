"""One's own settings."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.platform.access.policy import policy
from etabli.platform.directory.faces import face_of
from etabli.platform.people.changing import OWN, change_profile
from etabli.platform.people.hues import HUES
from etabli.platform.people.models import Person
from etabli.platform.people.refusal import PersonRefusal
from etabli.ui.render import page, toasted


@policy("signed_in")
def own(request: HttpRequest) -> HttpResponse:
    """What I say of myself; the rest is the administrators'."""
    person: Person = request.person  # type: ignore[attr-defined]
    if request.method != "POST":
        values = {name: getattr(person, name) for name in OWN}
        return _said(request, person, values, {})
    values = {name: request.POST[name] for name in OWN if name in request.POST}
    try:
        change_profile(person, values, by=person)
    except PersonRefusal as refusal:
        person.refresh_from_db()
        kept = {name: getattr(person, name) for name in OWN} | values
        return _said(request, person, kept, {refusal.field: refusal.sentence})
    translation.activate(person.language)
    answer = toasted(redirect("directory:own"), request, _("Your profile is up to date."))
    # Pages before sign-in speak the language chosen here.
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        person.language,
        max_age=365 * 24 * 3600,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


@policy("signed_in")
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device: the three buttons of the account menu."""
    person: Person = request.person  # type: ignore[attr-defined]
    try:
        change_profile(person, {"theme": request.POST.get("theme", "")}, by=person)
    except PersonRefusal:
        return HttpResponse(status=422)
    if request.headers.get("X-Requested-With") or request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return redirect("directory:own")


def _said(
    request: HttpRequest, person: Person, values: dict[str, Any], errors: dict[str, str]
) -> HttpResponse:
    context = {
        "person": person,
        "face": face_of(person),
        "values": values,
        "errors": errors,
        "hues": [(hue, _hue_name(hue)) for hue in HUES],
        "themes": [("", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))],
    }
    return page(request, "directory/own.html", context, status=422 if errors else 200)


def _hue_name(hue: str) -> str:
    return {
        "bleu": _("Blue"),
        "ardoise": _("Slate"),
        "sarcelle": _("Teal"),
        "sapin": _("Fir"),
        "mousse": _("Moss"),
        "tilleul": _("Linden"),
        "ocre": _("Ochre"),
        "cuivre": _("Copper"),
        "brique": _("Brick"),
        "garance": _("Madder"),
        "prune": _("Plum"),
        "iris": _("Iris"),
    }[hue]
