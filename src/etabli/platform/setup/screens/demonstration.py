"""Putting the demonstration back as on its first day, for administrators."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from etabli.lib.text import clean_line, sort_key
from etabli.platform.access.doors import visible_to
from etabli.platform.access.policy import policy
from etabli.platform.house.models import the_house
from etabli.platform.items.models import Item
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.platform.setup.demo import why_kept
from etabli.platform.setup.models import Demonstration
from etabli.platform.spaces.models import Space
from etabli.ui.render import page

AWAITED = "attente"
SAID = 5
"""Names of spaces said at most."""


@policy("admin")
def demonstration(request: HttpRequest) -> HttpResponse:
    """What would be lost, and how far it is; POST asks the worker to put the town back."""
    mark = Demonstration.objects.select_related("founder").first()
    if mark is None:
        raise Http404
    if request.method != "POST" or mark.wanted_at is not None:
        return _said(request, mark)
    house = the_house().name
    if sort_key(clean_line(request.POST.get("name", ""), 200)) != sort_key(house):
        words = _("Write the name of the house as it is: %(name)s.")
        return _said(request, mark, words % {"name": house})
    if why_kept():
        return _said(request, mark)
    Demonstration.objects.update(wanted_at=timezone.now(), refusal="")
    return redirect(f"{request.path}?{AWAITED}=1")


def _said(request: HttpRequest, mark: Demonstration, error: str = "") -> HttpResponse:
    by, going = person_of(request), mark.wanted_at is not None
    context = {
        "mark": mark,
        "going": going,
        "over": AWAITED in request.GET and not going and not mark.refusal,
        "kept": "" if going else why_kept(),
        "made": None if going else _made_since(mark.loaded_at, by),
        "stays": mark.founder_id == by.pk,
        "house": the_house().name,
        "typed": request.POST.get("name", ""),
        "error": error,
    }
    return page(request, "setup/demonstration.html", context, status=422 if error else 200)


def _made_since(moment: datetime, by: Person) -> dict[str, Any]:
    """What an administrator may know of what was made here since."""
    spaces = visible_to(Space.objects.filter(origin=None), by).order_by("pk")
    return {
        "spaces": spaces.count(),
        "named": [space.name for space in spaces[:SAID]],
        "records": visible_to(Item.objects.filter(created_at__gt=moment), by).count(),
    }
