"""Giving an item another date: what dragging it in a calendar does, and its form."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from etabli.platform.access.policy import policy
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.listing.calendar import may_reschedule
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.screens.faces import mark_of
from etabli.platform.engine.screens.items import item_of
from etabli.platform.engine.spans import whole_days
from etabli.platform.engine.writing import Refusal
from etabli.platform.engine.writing.editing import app_of
from etabli.platform.engine.writing.rescheduling import now_at, reschedule
from etabli.platform.items.models import Item
from etabli.platform.items.revising import StaleVersion
from etabli.platform.people.asking import person_of
from etabli.ui.render import page, toasted


@policy("signed_in")
def move(request: HttpRequest, item: UUID) -> HttpResponse:
    """Another date for an item: GET asks which, POST gives it."""
    person = person_of(request)
    found = item_of(request, item)
    app = app_of(found)
    of = _wanted(request).get("de", "starts")
    if of not in (*app.listed, "starts") or not may_reschedule(app, found, of, person):
        raise Http404
    asked = DatePage(request, app, found, of, context_for(person))
    return asked.make() if request.method == "POST" else asked.drawn()


@dataclass
class DatePage:
    """Giving an item another date: ``of`` says which of its dates."""

    request: HttpRequest
    app: App
    item: Item
    of: str
    context: Context

    @property
    def back(self) -> str:
        return back_to(self.request, f"/fiches/{self.item.uid}/")

    def make(self) -> HttpResponse:
        """Give the date that was sent."""
        seen = self.request.POST.get("version", "")
        if seen.isdecimal() and len(seen) < 10:
            self.item.version = int(seen)
        to = _read(self.request.POST.get("le", ""), self.request.POST.get("a", ""))
        if to is None:
            return self.drawn(_("This is not a date. Write it as 23/11/2026."))
        person = person_of(self.request)
        try:
            with transaction.atomic():
                reschedule(self.item, self.of, to, self.context, by=person)
        except StaleVersion:
            return self._back(_("Somebody moved it meanwhile: here is where it stands."))
        except Refusal as refused:
            said = " ".join(refused.fields.values()) or refused.sentence
            dragged = self.request.headers.get("HX-Request") == "true"
            return self._back(said) if dragged else self.drawn(said)
        undo = f"/fiches/{self.item.uid}/historique/{self.item.version}/annulation/"
        return self._back(_("%(title)s: moved.") % {"title": self.item.title}, undo)

    def drawn(self, error: str = "") -> HttpResponse:
        """The form, with a sentence beside the day when it was refused."""
        at = now_at(self.app, self.item, self.of, self.context)
        shown: dict[str, Any] = {
            "app": self.app,
            "item": self.item,
            "mark": mark_of(self.app, self.context.lang),
            "of": self.of,
            "day": at.date().isoformat() if at else "",
            "clock": f"{at:%H:%M}" if at and self._has_hour() else "",
            "error": error,
            "back": self.back,
        }
        return page(self.request, "engine/date.html", shown, status=422 if error else 200)

    def _back(self, said: str, undo: str = "") -> HttpResponse:
        return toasted(redirect(self.back), self.request, said, undo_url=undo)

    def _has_hour(self) -> bool:
        if self.of != "starts":
            return self.of == "due" or self.app.field(self.of).kind == "datetime"
        starts, ends = self.item.starts_at, self.item.ends_at or self.item.starts_at
        return bool(starts and ends and not whole_days(starts, ends, self.context.zone))


def back_to(request: HttpRequest, otherwise: str) -> str:
    """The page of ours the request came from."""
    back = _wanted(request).get("retour", "")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if safe else otherwise


def _read(day: str, clock: str) -> tuple[date, time | None] | None:
    try:
        return date.fromisoformat(day), time.fromisoformat(clock) if clock else None
    except ValueError:
        return None


def _wanted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else request.GET
