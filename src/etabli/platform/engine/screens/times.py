"""The next times of what comes again, and « pas cette fois »."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.lib.wording_dates import day as said_day
from etabli.lib.wording_periods import meeting, period
from etabli.lib.wording_recurrence import recurrence
from etabli.platform.access.policy import policy
from etabli.platform.engine.app import App
from etabli.platform.engine.fields.context import Context
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.fields.recurrence import without
from etabli.platform.engine.listing.occurring import Occurrence
from etabli.platform.engine.listing.repeating import house_zone, next_times
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.panels import panel
from etabli.platform.engine.rights import can
from etabli.platform.engine.screens.items import item_of
from etabli.platform.engine.spans import once_of, rule_of
from etabli.platform.engine.writing import Refusal, edit
from etabli.platform.engine.writing.editing import app_of, may_write
from etabli.platform.items.models import Item
from etabli.platform.items.revising import StaleVersion
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.ui.render import toasted

SHOWN = 5
"""Times an item says ahead."""


@panel("aside", "schedulable", "engine/parts/times.html")
def times(app: App, item: Item, person: Person, context: Context) -> Mapping[str, Any] | None:
    """How often it comes again, and when next; leaving one out for those who may."""
    rule, once = rule_of(app, item.data), once_of(app, item.data, house_zone())
    if rule is None or once is None or item.trashed:
        return None
    return {
        "words": recurrence(rule, context.today, context.lang, once[0].date()),
        "times": [(one.key, _said(one, context)) for one in next_times(item, context.now, SHOWN)],
        "may": _may_leave_out(app, item, person),
        "url": f"/fiches/{item.uid}/fois/",
        "version": item.version,
    }


@policy("signed_in")
@require_POST
def time(request: HttpRequest, item: UUID) -> HttpResponse:
    """Leave one time out (``le``: its day); the toast takes it back."""
    person = person_of(request)
    found = item_of(request, item)
    app = app_of(found)
    if not _may_leave_out(app, found, person):
        raise Http404
    back = redirect(f"/fiches/{found.uid}/")
    try:
        day = _leave_out(app, found, request.POST.get("le", ""), by=person)
    except FieldError as refused:
        return toasted(back, request, str(refused))
    except Refusal as refused:
        return toasted(back, request, refused.sentence)
    except StaleVersion:
        return toasted(back, request, _("Somebody changed it meanwhile. Look at it again."))
    context = context_for(person)
    said = _("Not on %(day)s: left out.") % {"day": said_day(day, context.today, context.lang)}
    undo = f"/fiches/{found.uid}/historique/{found.version}/annulation/"
    return toasted(back, request, said, undo_url=undo)


def _leave_out(app: App, item: Item, typed: str, *, by: Person) -> date:
    ahead = {one.key for one in next_times(item, timezone.now(), SHOWN)}
    if typed not in ahead:
        raise FieldError(_("It does not take place on that day any more."))
    if ahead == {typed}:
        raise FieldError(_("This is the last time: put the record in the trash, or change it."))
    uid = _repeats(app)
    edit(item, {uid: without(item.data[uid], date.fromisoformat(typed))}, by=by)
    return date.fromisoformat(typed)


def _may_leave_out(app: App, item: Item, person: Person) -> bool:
    uid = _repeats(app)
    return bool(uid) and can(person, "edit", item) and may_write(app, uid, item, person)


def _repeats(app: App) -> str:
    on = app.behaviours.schedulable
    return on.repeats or "" if on else ""


def _said(one: Occurrence, context: Context) -> str:
    if one.all_day:
        return period(one.first, one.last, context.today, context.lang)
    ends = one.ends if one.ends > one.starts else None
    return meeting(one.starts, ends, context.now.astimezone(context.zone), context.lang)
