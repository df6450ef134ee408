"""The page of help, and the acts of the tour."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.platform.access.policy import policy
from etabli.platform.engine.registry import apps
from etabli.platform.engine.screens.faces import Mark, mark_of
from etabli.platform.guide.filling import along
from etabli.platform.guide.models import Tour
from etabli.platform.guide.steps import steps_for
from etabli.platform.guide.touring import end, go_on
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.platform.spaces.standing import apps_around, spaces_of
from etabli.ui.render import page, toasted


@dataclass(frozen=True)
class AppHelp:
    """An app of a person's spaces: what it brings, and where its help is."""

    mark: Mark
    outcome: str
    url: str


@policy("signed_in")
def show(request: HttpRequest) -> HttpResponse:
    """Help: the tour, the apps of one's spaces, the keys."""
    person = person_of(request)
    tour = Tour.objects.filter(person=person).first()
    stops = [
        (stop, along(stop.url, number)) for number, stop in enumerate(steps_for(person), start=1)
    ]
    shown = {"stops": stops, "reached": tour.reached if tour else 0, "apps": _apps_of(person)}
    return page(request, "guide/help.html", shown)


@policy("signed_in")
@require_POST
def tour(request: HttpRequest) -> HttpResponse:
    """Go to a step (``to``, from 1); 0 leaves the tour, on the page where one was."""
    person = person_of(request)
    stops, wanted = steps_for(person), request.POST.get("to", "")
    if wanted == "0":
        end(by=person)
        said = _("The tour is in the help, whenever you want it.")
        return toasted(redirect(_back(request)), request, said)
    step = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == 1 else 0
    if not 1 <= step <= len(stops):
        raise Http404
    go_on(step, by=person)
    return redirect(along(stops[step - 1].url, step))


def _apps_of(person: Person) -> list[AppHelp]:
    known, spaces = apps(), {space.pk: space for space in spaces_of(person)}
    found: dict[str, AppHelp] = {}
    for uid, at in apps_around(person):
        if uid in known and at in spaces and uid not in found:
            app, url = known[uid], f"/espaces/{spaces[at].uid}/{uid}/aide/"
            mark = mark_of(app, person.language, url)
            found[uid] = AppHelp(mark, app.outcome.say(person.language), url)
    return sorted(found.values(), key=lambda one: one.mark.label)


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("back", "")
    inside = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if inside else "/"
