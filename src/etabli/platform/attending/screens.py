"""Answering whether one comes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.platform.access.policy import policy
from etabli.platform.attending.answering import AttendingRefusal, attend
from etabli.platform.items.doors import fetch_item
from etabli.platform.people.asking import person_of
from etabli.ui.render import toasted


@policy("signed_in")
@require_POST
def presence(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Say whether one comes; ``back=home`` leads to the bench again."""
    person = person_of(request)
    item = fetch_item(uid, by=person)
    back = redirect("/" if request.POST.get("back") == "home" else f"/fiches/{uid}/#coming")
    try:
        became = attend(item, request.POST.get("answer", ""), by=person)
    except AttendingRefusal as refusal:
        return toasted(back, request, refusal.sentence)
    return toasted(back, request, _words(became) % {"title": item.title})


def _words(became: str) -> str:
    return {
        "on_site": _("“%(title)s”: you are expected."),
        "remote": _("“%(title)s”: you join remotely."),
        "waiting": _("“%(title)s” is full: you have the next place that is given back."),
        "no": _("“%(title)s”: you are not coming."),
    }[became]
