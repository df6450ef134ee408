"""Calendars: an app's in a space, and a person's own over all her spaces."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from etabli.platform.access.policy import policy
from etabli.platform.engine.definition.views import View
from etabli.platform.engine.listing.agenda import agenda_of, dated_apps
from etabli.platform.engine.listing.asking import Asked
from etabli.platform.engine.listing.calendar import (
    MOST,
    Calendar,
    entry_of,
    sorted_by_beginning,
)
from etabli.platform.engine.listing.occurring import Placing
from etabli.platform.engine.listing.pages import CalendarPage, read_page
from etabli.platform.engine.listing.rows import rows_asked
from etabli.platform.engine.looking import context_for, preload
from etabli.platform.engine.screens.place import Place
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import SpaceApp
from etabli.platform.spaces.standing import ranks_of
from etabli.ui.render import page
from etabli.ui.shell import Link

TOPICS = 40
"""Spaces whose changes a personal calendar listens to."""


def calendar_of(place: Place, view: View, asked: Asked) -> dict[str, Any]:
    """What ``engine/calendar.html`` shows of an app in a space."""
    wanted = read_page(place.request.GET, place.context.today)
    placing = Placing.by(place.app, view)
    after, before = wanted.bounds(place.context.zone)
    rows = rows_asked(place.app, place.space, place.person, asked, place.context)
    rows = placing.between(rows.select_related("space__archiving", "author"), after, before)
    found = list(rows[: MOST + 1])
    preload(place.context, place.app, found)
    times = [one for item in found[:MOST] for one in placing.occurrences(item, after, before)]
    entries = (entry_of(place.app, one, place.person, place.context, view) for one in times)
    calendar = Calendar(wanted, sorted_by_beginning(entries), place.context.zone, len(found) > MOST)
    return _drawn(calendar, place.request, asked.query(kept=(), after=""), place.person.language)


@policy("signed_in")
def agenda(request: HttpRequest) -> HttpResponse:
    """One person's calendar."""
    person = person_of(request)
    context = context_for(person)
    used = set(SpaceApp.objects.filter(space_id__in=ranks_of(person)).values_list("app", flat=True))
    known = [app for app in dated_apps() if app.app in used]
    wanted = [app.app for app in known if app.app in request.GET.getlist("app")]
    calendar = agenda_of(person, read_page(request.GET, context.today), context, wanted)
    query = "?" + urlencode([("app", uid) for uid in wanted])
    spaces = _spaces(person)
    shown = _drawn(calendar, request, query, person.language) | {
        "choices": [
            (app.app, app.plural(person.language), app.colour, not wanted or app.app in wanted)
            for app in known
        ],
        "topic": " ".join(spaces),
        "lang": person.language,
    }
    return page(request, "engine/agenda.html", shown)


def _spaces(person: Person) -> list[str]:
    mine = person.memberships.values_list("space__uid", flat=True)
    return [f"space:{uid}" for uid in mine[:TOPICS]]


def _drawn(calendar: Calendar, request: HttpRequest, query: str, lang: str) -> dict[str, Any]:
    """The parts every calendar is drawn from. ``query``: the list without its days."""
    start = f"{query}&" if len(query) > 1 else "?"
    wanted = calendar.page
    drawn = {"mois": calendar.month, "semaine": calendar.week, "liste": calendar.agenda}
    return {
        "calendar": calendar,
        "wanted": wanted,
        "drawn": drawn[wanted.scale](),
        "title": wanted.title(lang),
        "start": start,
        "scales": _scales(wanted, start),
        "around": [f"{start}{at}" if at else "" for at in (wanted.previous, wanted.next)],
        "today_url": start + wanted.at(wanted.today),
        "back": request.get_full_path(),
        "most": MOST,
    }


def _scales(wanted: CalendarPage, start: str) -> list[Link]:
    words = {"semaine": _("Week"), "mois": _("Month"), "liste": _("List")}
    return [
        Link(label, start + wanted.at(wanted.day, scale), current=scale == wanted.scale)
        for scale, label in words.items()
    ]
