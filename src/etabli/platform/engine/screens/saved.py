"""Keeping a way to look at a list, renaming it, setting it anew, forgetting it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.lib.sentences import SaidError
from etabli.platform.access.policy import policy
from etabli.platform.engine.listing.keeping import address_of, named, said, worth_keeping
from etabli.platform.engine.models import SavedView
from etabli.platform.engine.screens.place import Place
from etabli.ui.render import toasted


@policy("signed_in")
@require_POST
def keep(request: HttpRequest, space: UUID, app: str) -> HttpResponse:
    """Keep the list one is looking at, under a name."""
    place = Place.of(request, space, app)
    view = request.POST.get("vue", "")
    if view not in place.app.looks:
        raise Http404
    query = worth_keeping(request.POST.get("requete", ""))
    try:
        name = named(request.POST.get("nom", ""), place.app, place.space, place.person)
    except SaidError as refused:
        back = f"{place.url}vues/{view}/?{query}"
        return toasted(redirect(back), request, said(refused))
    saved = SavedView.objects.create(
        person=place.person, space=place.space, app=app, view=view, name=name, query=query
    )
    return toasted(redirect(address_of(saved, place.url)), request, _("View kept, for you alone."))


@policy("signed_in")
@require_POST
def change(request: HttpRequest, space: UUID, app: str, uid: UUID) -> HttpResponse:
    """Give a saved view another name, or what one is looking at now."""
    place = Place.of(request, space, app)
    saved = _own(place, uid)
    try:
        if "nom" in request.POST:
            saved.name = named(
                request.POST["nom"], place.app, place.space, place.person, but=saved.pk
            )
        if "requete" in request.POST:
            saved.query = worth_keeping(request.POST["requete"])
    except SaidError as refused:
        return toasted(redirect(address_of(saved, place.url)), request, said(refused))
    saved.save()
    return toasted(redirect(address_of(saved, place.url)), request, _("Saved."))


@policy("signed_in")
@require_POST
def forget(request: HttpRequest, space: UUID, app: str, uid: UUID) -> HttpResponse:
    """Forget a saved view. The items stay."""
    place = Place.of(request, space, app)
    saved = _own(place, uid)
    saved.delete()
    return toasted(redirect(place.url), request, _("View deleted. Its records stay."))


def _own(place: Place, uid: UUID) -> SavedView:
    rows = SavedView.objects.filter(person=place.person, space=place.space, app=place.app.app)
    found = rows.filter(uid=uid).first()
    if found is None:
        raise Http404
    return found
