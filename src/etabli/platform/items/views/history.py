"""The whole history of an item, and going back on one change."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from etabli.lib.sentences import SaidError
from etabli.platform.access.policy import policy
from etabli.platform.items.doors import fetch_item
from etabli.platform.items.history import MOST, history_of
from etabli.platform.items.models import Item
from etabli.platform.items.revising import StaleVersion
from etabli.platform.items.undoing import undo
from etabli.platform.people.asking import person_of
from etabli.ui.render import page, toasted


@policy("signed_in")
@require_safe
def trail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Every change, the latest first."""
    return _shown(request, fetch_item(uid, by=person_of(request)))


@policy("signed_in")
@require_POST
def undoing(request: HttpRequest, uid: UUID, n: int) -> HttpResponse:
    """Goes back on a change; the history tells that too."""
    item = fetch_item(uid, by=person_of(request))
    try:
        undo(item, n, by=person_of(request))
    except SaidError as refusal:
        return _shown(request, item, _(refusal.template) % refusal.values, status=409)
    except StaleVersion:
        said = _("Somebody changed this meanwhile. Look at the latest change, then try again.")
        return _shown(request, item, said, status=409)
    return toasted(redirect(f"/fiches/{uid}/historique/"), request, _("Change undone."))


def _shown(
    request: HttpRequest, item: Item, refusal: str = "", *, status: int = 200
) -> HttpResponse:
    history = history_of(item, person_of(request), most=MOST)
    context = {"item": item, "history": history, "refusal": refusal}
    return page(request, "items/history.html", context, status=status)
