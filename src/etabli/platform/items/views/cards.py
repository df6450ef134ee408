"""Cards of links, taken off by who sent them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.platform.access.policy import policy
from etabli.platform.items.cards import take_off
from etabli.platform.items.doors import fetch_item
from etabli.platform.items.views.thread import comment_of, done
from etabli.platform.people.asking import person_of
from etabli.ui.render import toasted


@policy("signed_in")
@require_POST
def of_item(request: HttpRequest, uid: UUID, card: int) -> HttpResponse:
    """Shows no longer what a link of an item's own text leads to."""
    item, person = fetch_item(uid, by=person_of(request)), person_of(request)
    take_off(item, card, by=person)
    back = redirect(f"/fiches/{item.uid}/")
    return toasted(back, request, _("The link stays, its preview is gone."))


@policy("signed_in")
@require_POST
def removal(request: HttpRequest, uid: UUID, card: int) -> HttpResponse:
    """Shows no longer what a link of one's message leads to."""
    comment = comment_of(request, uid)
    take_off(comment, card, by=person_of(request))
    return toasted(done(request, comment), request, _("The link stays, its preview is gone."))
