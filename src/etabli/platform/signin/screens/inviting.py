"""Inviting, and what became of the invitations."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from etabli.platform.access.doors import fetch
from etabli.platform.access.policy import policy
from etabli.platform.people.asking import person_of
from etabli.platform.people.models import Person
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.signin.invitations import (
    Terms,
    given_by_hand,
    invite,
    resend,
    revoke,
    without_account,
)
from etabli.platform.signin.models import Invitation
from etabli.platform.spaces.models import Rank, Space
from etabli.platform.spaces.standing import may, rank_in, spaces_of
from etabli.ui.render import page, toasted


@dataclass(frozen=True)
class Became:
    """What became of a form: what was refused of what was given, or the links to hand over."""

    refusal: PersonRefusal | None = None
    given: dict[str, Any] = field(default_factory=dict)
    handed: Sequence[Invitation] = ()


@policy("admin")
def invitations(request: HttpRequest) -> HttpResponse:
    """Invite to the house; every invitation that waits is listed."""
    waiting = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    return _invitations(request, waiting, None)


@policy("member")
def space_invitations(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Invite to one space, guests included: for its animators."""
    person = person_of(request)
    space = fetch(Space, by=person, uid=uid)
    if not may(person, Rank.ANIMATOR, space):
        raise Http404
    waiting = Invitation.objects.filter(accepted_at=None, revoked_at=None, space=space)
    return _invitations(request, waiting, space)


@policy("member")
@require_POST
def invitation_resending(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Write again, with a new link."""
    invitation = _invitation(uid)
    answer = _after(request, invitation, resend, _("The invitation is on its way again."))
    if invitation.link and given_by_hand(by=person_of(request)):
        waiting = Invitation.objects.filter(pk=invitation.pk)
        return _said(request, waiting, invitation.space, Became(handed=[invitation]))
    return answer


@policy("member")
@require_POST
def invitation_revoking(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take an invitation back."""
    invitation = _invitation(uid)
    return _after(request, invitation, revoke, _("The invitation is taken back."))


def _invitations(
    request: HttpRequest, waiting: QuerySet[Invitation], space: Space | None
) -> HttpResponse:
    given = request.POST
    if request.method == "POST":
        try:
            made = invite(given.get("email", ""), _terms(request, space), by=person_of(request))
        except PersonRefusal as refusal:
            return _said(request, waiting, space, Became(refusal, given.dict()))
        if given_by_hand(by=person_of(request)):
            return _said(request, waiting, space, Became(handed=[made]))
        answer = redirect(_address(space))
        return toasted(answer, request, _("%(email)s is invited.") % {"email": made.email})
    return _said(request, waiting, space, Became())


def _said(
    request: HttpRequest, waiting: QuerySet[Invitation], space: Space | None, became: Became
) -> HttpResponse:
    refusal, given, handed = became.refusal, became.given, became.handed
    errors = {refusal.field or "email": refusal.sentence} if refusal else {}
    context = {
        "handed": handed,
        "without": 0 if space else without_account().count(),
        "space": space,
        "places": _choices(space, person_of(request)),
        "given": given,
        "errors": errors,
        "waiting": waiting.select_related("space", "by", "person"),
        "address": _address(space),
        "ranks": _ranks(space, person_of(request)),
    }
    name = "space_invitations" if space else "invitations"
    answer = page(request, f"signin/{name}.html", context, status=422 if refusal else 200)
    if handed:
        answer["Cache-Control"] = "private, no-store"
    return answer


def _terms(request: HttpRequest, space: Space | None) -> Terms:
    given = request.POST
    kind = given.get("kind", Person.Kind.PERSON) if space else Person.Kind.PERSON
    wanted = given.get("space", "")
    space = space or next((s for s in _places(person_of(request)) if str(s.uid) == wanted), None)
    rank = given.get("rank", "")
    language = given.get("language", "")
    return Terms(
        kind=kind,
        space=space,
        rank=int(rank) if rank in {str(int(one)) for one in Rank} else None,
        language=language if language in ("fr", "en") else "",
        organisation=given.get("organisation", ""),
    )


def _choices(space: Space | None, person: Person) -> list[tuple[str, str]]:
    return [] if space else [(str(one.uid), one.name) for one in _places(person)]


def _places(person: Person) -> list[Space]:
    """The spaces into which somebody may invite."""
    return [space for space in spaces_of(person) if may(person, Rank.ANIMATOR, space)]


def _ranks(space: Space | None, person: Person) -> list[tuple[int, str]]:
    if space is None:
        return []
    own = rank_in(space, person)
    return [(int(rank), str(rank.label)) for rank in Rank if Rank.GUEST < rank <= own]


def _invitation(uid: UUID) -> Invitation:
    # Row-level security shows an invitation to those who may act on it, and to nobody else.
    found = Invitation.objects.select_related("space", "by").filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def _after(request: HttpRequest, invitation: Invitation, verb: Any, said: str) -> HttpResponse:
    try:
        verb(invitation, by=person_of(request))
    except PersonRefusal as refusal:
        said = refusal.sentence
    back = request.POST.get("back", "")
    address = reverse("setup:house") if back == "house" else _address(invitation.space)
    return toasted(redirect(address), request, said)


def _address(space: Space | None) -> str:
    if space is None:
        return reverse("signin:invitations")
    return reverse("signin:space_invitations", kwargs={"uid": space.uid})
