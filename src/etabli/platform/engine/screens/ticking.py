"""Ticking a line of a checklist, where it stands."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.platform.access.policy import policy
from etabli.platform.engine.fields.checklist import ChecklistField
from etabli.platform.engine.fields.errors import FieldError
from etabli.platform.engine.rights import can
from etabli.platform.engine.screens.items import item_of
from etabli.platform.engine.writing import edit
from etabli.platform.engine.writing.editing import app_of
from etabli.platform.items.revising import StaleVersion
from etabli.platform.people.asking import person_of
from etabli.ui.render import toasted


@policy("signed_in")
@require_POST
def tick(request: HttpRequest, item: UUID, uid: str) -> HttpResponse:
    """Tick a line, or untick it. Two people ticking two lines do not get in each other's way."""
    person = person_of(request)
    found = item_of(request, item)
    field = app_of(found).fields.get(uid)
    if not isinstance(field, ChecklistField) or not can(person, "edit", found):
        raise Http404
    back = redirect(f"/fiches/{found.uid}/")
    try:
        rows = field.tick(
            found.data.get(uid), request.POST.get("line", ""), done=bool(request.POST.get("done"))
        )
        edit(found, {uid: rows}, by=person)
    except FieldError as refused:
        return toasted(back, request, str(refused))
    except StaleVersion:
        return toasted(back, request, _("Somebody changed it meanwhile. Tick again."))
    return back
