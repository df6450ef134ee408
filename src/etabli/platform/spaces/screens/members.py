"""Who is in a space: coming in, going out, and the roles."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.platform.access.doors import audiences_of
from etabli.platform.access.policy import policy
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.platform.spaces.heading import heading_of
from etabli.platform.spaces.joining import (
    accept_request,
    add,
    ask_to_join,
    decline_request,
    join,
    leave,
    members_of,
)
from etabli.platform.spaces.models import JoinRequest, Rank
from etabli.platform.spaces.refusal import SpaceRefusal
from etabli.platform.spaces.screens.finding import animated, findable, readable
from etabli.ui.render import page, toasted

PAGE = 16


@policy("signed_in")
def show(request: HttpRequest, space: UUID) -> HttpResponse:
    """The members of a space; POST brings somebody in (animators)."""
    found = readable(request, space)
    person = person_of(request)
    error = ""
    if request.method == "POST":
        try:
            return _add(request, space)
        except SpaceRefusal as refused:
            error = refused.sentence
    rows = Paginator(members_of(found), PAGE).get_page(request.GET.get("page"))
    head = heading_of(found, person, "members")
    shown = {
        "head": head,
        "space": found,
        "rows": rows,
        "ranks": [
            (rank.value, str(rank.label)) for rank in Rank if rank <= max(head.rank, Rank.GUEST)
        ],
        "requests": JoinRequest.objects.filter(space=found).select_related("person")
        if head.can_animate
        else [],
        "error": error,
        "me": person,
    }
    return page(request, "spaces/members.html", shown, status=422 if error else 200)


def _add(request: HttpRequest, space: UUID) -> HttpResponse:
    found = animated(request, space)
    chosen = [_person(uid) for uid in request.POST.getlist("person") if uid]
    if not chosen or None in chosen:
        raise SpaceRefusal(_("Choose somebody in the list."))
    rank = _rank(request.POST.get("rank", ""))
    for one in chosen:
        assert one is not None
        add(found, one, Rank.GUEST if one.is_guest else rank, by=person_of(request))
    names = ", ".join(one.name for one in chosen if one)
    return toasted(
        redirect(f"/espaces/{space}/membres/"), request, _("%(names)s: in.") % {"names": names}
    )


@policy("signed_in")
@require_POST
def change(request: HttpRequest, space: UUID, person: UUID) -> HttpResponse:
    """Give somebody another role, or have them leave (``rank`` empty)."""
    found = animated(request, space)
    member = _person(str(person))
    if member is None or not members_of(found).filter(person=member).exists():
        raise Http404
    back = redirect(f"/espaces/{space}/membres/")
    try:
        if request.POST.get("rank"):
            add(found, member, _rank(request.POST["rank"]), by=person_of(request))
            said = _("%(name)s: role changed.")
        else:
            leave(found, member, by=person_of(request))
            said = _("%(name)s is no longer in this space.")
    except SpaceRefusal as refused:
        return toasted(back, request, refused.sentence)
    return toasted(back, request, said % {"name": member.name})


@policy("signed_in")
@require_POST
def come_in(request: HttpRequest, space: UUID) -> HttpResponse:
    """Join an open space; ``back``: the page of the house where she wanted to do more."""
    found = findable(request, space)
    wanted = request.POST.get("back", "")
    inside = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    back = redirect(wanted if inside else f"/espaces/{space}/")
    try:
        join(found, by=person_of(request))
    except SpaceRefusal as refused:
        return toasted(back, request, refused.sentence)
    return toasted(back, request, _("You are in %(name)s.") % {"name": found.name})


@policy("signed_in")
@require_POST
def go_out(request: HttpRequest, space: UUID) -> HttpResponse:
    """Leave a space."""
    found = findable(request, space)
    person = person_of(request)
    try:
        leave(found, person, by=person)
    except SpaceRefusal as refused:
        return toasted(redirect(f"/espaces/{space}/"), request, refused.sentence)
    still = found.audience_id in audiences_of(person)
    said = _("You left %(name)s.") % {"name": found.name}
    return toasted(redirect(f"/espaces/{space}/" if still else "/espaces/"), request, said)


@policy("member")
@require_POST
def ask(request: HttpRequest, space: UUID) -> HttpResponse:
    """Ask to come into a closed space."""
    found = findable(request, space)
    back = redirect(f"/espaces/{space}/")
    try:
        ask_to_join(found, request.POST.get("message", ""), by=person_of(request))
    except SpaceRefusal as refused:
        return toasted(back, request, refused.sentence)
    return toasted(back, request, _("Asked. The animators will answer."))


@policy("member")
@require_POST
def answer(request: HttpRequest, space: UUID, asked: UUID, given: str) -> HttpResponse:
    """Let in somebody who asked, or decline; who asked may withdraw."""
    found = findable(request, space)
    join_request = (
        JoinRequest.objects.filter(space=found, uid=asked)
        .select_related("person", "space__archiving")
        .first()
    )
    if join_request is None:
        raise Http404
    person = person_of(request)
    own = join_request.person_id == person.pk
    if not own or given == "accord":
        animated(request, space)
    if given == "accord":
        accept_request(join_request, by=person)
        said = _("%(name)s is in.") % {"name": join_request.person.name}
    else:
        decline_request(join_request, by=person)
        said = _("Request withdrawn.") if own else _("Request declined.")
    return toasted(redirect(f"/espaces/{space}/{'' if own else 'membres/'}"), request, said)


def _person(uid: str) -> Person | None:
    try:
        return Person.objects.filter(uid=UUID(uid), active=True).first()
    except ValueError:
        return None


def _rank(text: str) -> int:
    try:
        return int(Rank(int(text)))
    except ValueError:
        raise SpaceRefusal(_("Choose a role in the list.")) from None
