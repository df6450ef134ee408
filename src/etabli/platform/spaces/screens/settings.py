"""The settings of a space: what it is, who may see it, its apps, its end."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.platform.access.policy import policy
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.platform.spaces.forms import SpaceForm, app_choices
from etabli.platform.spaces.heading import heading_of
from etabli.platform.spaces.models import Rank, Space, SpaceApp
from etabli.platform.spaces.refusal import SpaceRefusal
from etabli.platform.spaces.screens.finding import animated
from etabli.platform.spaces.settling import archive, change, reopen, switch_apps
from etabli.platform.spaces.standing import rank_in
from etabli.ui.render import page, toasted

WIDTH = {"secret": 0, "closed": 1, "open": 2}
"""How many people a visibility lets in, from fewest to most."""


@policy("signed_in")
def show(request: HttpRequest, space: UUID) -> HttpResponse:
    """The settings; POST changes them. Widening who may see asks to confirm first."""
    found = animated(request, space)
    person = person_of(request)
    before = found.visibility
    if request.method != "POST":
        return _form(request, found, SpaceForm(initial=_initial(found), person=person, space=found))
    form = SpaceForm(request.POST, person=person, space=found)
    if not form.is_valid():
        return _form(request, found, form)
    after = form.cleaned_data["visibility"]
    if WIDTH[after] > WIDTH[before] and not request.POST.get("confirmed"):
        return _widening(request, found, form, after)
    try:
        with transaction.atomic():
            change(found, form.cleaned_data, by=person)
    except SpaceRefusal as refused:
        form.add_error(refused.field or None, refused.sentence)
        return _form(request, found, form)
    return toasted(redirect(f"/espaces/{space}/reglages/"), request, _("Saved."))


@policy("signed_in")
def apps(request: HttpRequest, space: UUID) -> HttpResponse:
    """Which apps the space uses, in which order."""
    found = animated(request, space)
    person = person_of(request)
    known = {app.uid: app for app in app_choices(person)}
    answered = dict(SpaceApp.objects.filter(space=found).values_list("app", "asks"))
    on = list(answered)
    if request.method == "POST":
        wanted = [uid for uid in request.POST.getlist("app") if uid in known]
        ordered = [uid for uid in on if uid in wanted] + [uid for uid in wanted if uid not in on]
        with transaction.atomic():
            switch_apps(found, ordered, by=person)
        asking = next((uid for uid in ordered if uid not in on and known[uid].asks), "")
        owner = rank_in(found, person) >= Rank.OWNER
        back = f"/espaces/{space}/reglages/apps/" + (f"{asking}/" if asking and owner else "")
        return toasted(redirect(back), request, _("Saved."))
    shown = {
        "head": heading_of(found, person, "apps"),
        "space": found,
        "rows": [
            (app, app.uid in on, [ask for ask in app.asks if ask in answered.get(app.uid, {})])
            for app in sorted(known.values(), key=lambda one: (one.uid not in on, one.label))
        ],
    }
    return page(request, "spaces/apps.html", shown)


@policy("signed_in")
@require_POST
def close(request: HttpRequest, space: UUID) -> HttpResponse:
    """Archive a space, or bring it back (``back``)."""
    found = animated(request, space, Rank.OWNER)
    back = redirect(f"/espaces/{space}/")
    try:
        if request.POST.get("back"):
            reopen(found, by=person_of(request))
            return toasted(back, request, _("%(name)s is open again.") % {"name": found.name})
        archive(found, by=person_of(request))
    except SpaceRefusal as refused:
        return toasted(back, request, refused.sentence)
    return toasted(
        back, request, _("%(name)s is archived: everything stays readable.") % {"name": found.name}
    )


def _initial(space: Space) -> dict[str, Any]:
    return {
        "name": space.name,
        "description": space.description,
        "visibility": space.visibility,
        "hue": space.hue,
        "parent": space.parent.uid if space.parent else None,
        "inherits": space.inherits,
    }


def _form(request: HttpRequest, space: Space, form: SpaceForm) -> HttpResponse:
    shown = {
        "head": heading_of(space, person_of(request), "settings"),
        "space": space,
        "form": form,
        "archived": hasattr(space, "archiving"),
    }
    return page(request, "spaces/settings.html", shown, status=422 if form.errors else 200)


def _widening(request: HttpRequest, space: Space, form: SpaceForm, after: str) -> HttpResponse:
    """What would change for whom, before anything does."""
    shown = {
        "head": heading_of(space, person_of(request), "settings"),
        "space": space,
        "form": form,
        "after": after,
        "items": space.items.filter(trashed_at=None).count(),
        "people": Person.objects.filter(active=True, kind=Person.Kind.PERSON).count(),
        "fields": [(name, request.POST.get(name, "")) for name in form.fields],
    }
    return page(request, "spaces/widening.html", shown)
