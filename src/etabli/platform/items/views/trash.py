"""The trash: putting in, taking out, seeing what is there."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from etabli.platform.access.policy import policy
from etabli.platform.items.doors import fetch_item
from etabli.platform.items.rights import can
from etabli.platform.items.trashing import KEPT_FOR, in_trash_of, restore, trash
from etabli.platform.people.asking import person_of
from etabli.ui.render import page, toasted

SHOWN = 200


@policy("signed_in")
@require_POST
def putting(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Puts an item in the trash, and leads back to its app in its space."""
    item = fetch_item(uid, by=person_of(request))
    trash(item, by=person_of(request))
    back = redirect(f"/espaces/{item.space.uid}/{item.app}/")
    said = _("“%(title)s” is in the trash.") % {"title": item.title}
    return toasted(back, request, said, undo_url=f"/fiches/{uid}/corbeille/retrait/")


@policy("signed_in")
@require_POST
def taking_out(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Puts an item back where it was."""
    item = fetch_item(uid, by=person_of(request))
    restore(item, by=person_of(request))
    return toasted(redirect(f"/fiches/{uid}/"), request, _("Restored."))


@policy("signed_in")
@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    """What a person may take out of the trash."""
    person = person_of(request)
    found = in_trash_of(person).select_related("space__archiving", "author", "trashed_by")[:SHOWN]
    lines = [(item, can("restore", item, person)) for item in found]
    return page(request, "items/trash.html", {"lines": lines, "days": KEPT_FOR.days})
