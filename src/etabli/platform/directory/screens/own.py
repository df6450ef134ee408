"""One's own settings: what I say of myself and to whom, my portrait, where I am."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.lib.sentences import SaidError
from etabli.platform.access.policy import policy
from etabli.platform.directory.faces import face_of
from etabli.platform.directory.saying import fields_of, given_in
from etabli.platform.files.receiving import received, size_limit
from etabli.platform.people.asking import person_of
from etabli.platform.people.changing import OWN, change_profile
from etabli.platform.people.hues import HUES
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.profiles.models import Presence
from etabli.platform.profiles.portrait import remove_portrait, take_portrait
from etabli.platform.profiles.presence import be, be_back
from etabli.platform.profiles.saying import say
from etabli.ui.render import page, toasted


@policy("signed_in")
def own(request: HttpRequest) -> HttpResponse:
    """What I say of myself; the rest is the administrators'."""
    person = person_of(request)
    if request.method != "POST":
        return _said(request, {})
    values = {name: request.POST[name] for name in OWN if name in request.POST}
    try:
        # Both or nothing: the request is one transaction, which an answer of 422 undoes.
        say(person, given_in(request.POST), by=person)
        change_profile(person, values, by=person)
    except PersonRefusal as refusal:
        person.refresh_from_db()
        return _said(request, {refusal.field: refusal.sentence})
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
    person = person_of(request)
    try:
        change_profile(person, {"theme": request.POST.get("theme", "")}, by=person)
    except PersonRefusal:
        return HttpResponse(status=422)
    if request.headers.get("X-Requested-With") or request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return redirect("directory:own")


@policy("signed_in")
@require_POST
def portrait(request: HttpRequest) -> HttpResponse:
    """Put a photo of oneself, or take it off."""
    person = person_of(request)
    if request.POST.get("remove"):
        remove_portrait(person)
        return toasted(redirect("directory:own"), request, _("Your photo is taken off."))
    try:
        files = received(request, "photo")
        if not files:
            return _said(request, {"photo": _("Choose a picture first.")})
        take_portrait(person, files[0])
    except SaidError as refusal:
        return _said(request, {"photo": _(refusal.template) % refusal.values})
    return toasted(redirect("directory:own"), request, _("Colleagues will recognise you."))


@policy("signed_in")
@require_POST
def presence(request: HttpRequest) -> HttpResponse:
    """Say where one is, until when; or that one is back."""
    person = person_of(request)
    if not request.POST.get("kind"):
        be_back(person)
        return toasted(redirect("directory:own"), request, _("You are shown as there."))
    try:
        until = _moment(request.POST.get("until", ""))
        be(person, request.POST["kind"], until, request.POST.get("words", ""))
    except PersonRefusal as refusal:
        return _said(request, {f"presence_{refusal.field}": refusal.sentence})
    return toasted(redirect("directory:own"), request, _("The house is told."))


def _moment(given: str) -> datetime:
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        raise PersonRefusal(_("Choose a day and an hour."), "until") from None
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _said(request: HttpRequest, errors: dict[str, str]) -> HttpResponse:
    person = person_of(request)
    now = timezone.now()
    hour = timezone.localtime(now + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    typed = request.POST if request.method == "POST" else {}
    values: dict[str, Any] = {name: typed.get(name, getattr(person, name)) for name in OWN}
    context = {
        "person": person,
        "face": face_of(person),
        "fields": fields_of(person, typed),
        "values": values,
        "errors": errors,
        "hues": [(hue, _hue_name(hue)) for hue in HUES],
        "themes": [("", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))],
        "presence": Presence.objects.filter(person=person, until__gt=now).first(),
        "kinds": [(kind.value, str(kind.label)) for kind in Presence.Kind],
        "until": typed.get("until") or hour.strftime("%Y-%m-%dT%H:%M"),
        "words": typed.get("words", ""),
        "kind": typed.get("kind", Presence.Kind.MEETING),
        "most": size_limit(),
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
