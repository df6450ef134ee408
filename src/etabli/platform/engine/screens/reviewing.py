"""« Toujours juste »."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.lib.wording_dates import day as said_day
from etabli.platform.access.policy import policy
from etabli.platform.engine.looking import context_for
from etabli.platform.engine.reviewing import still_right as say_still_right
from etabli.platform.engine.rights import can
from etabli.platform.engine.screens.items import item_of
from etabli.platform.engine.writing import Refusal
from etabli.platform.items.revising import StaleVersion
from etabli.platform.people.asking import person_of
from etabli.ui.render import toasted


@policy("signed_in")
@require_POST
def still_right(request: HttpRequest, item: UUID) -> HttpResponse:
    """Say that an item is still right; it is to be reviewed again later."""
    person = person_of(request)
    found = item_of(request, item)
    if not can(person, "review", found):
        raise Http404
    home = request.POST.get("back") == "home"
    back = redirect("/" if home else f"/fiches/{found.uid}/")
    try:
        review = say_still_right(found, by=person)
    except Refusal as refusal:
        return toasted(back, request, refusal.sentence)
    except StaleVersion:
        return toasted(back, request, _("Somebody changed it meanwhile. Look at it again."))
    day = said_day(review.due_on, context_for(person).today, person.language)
    return toasted(back, request, _("Still right, until %(day)s.") % {"day": day})
