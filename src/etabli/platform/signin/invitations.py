"""Inviting: a place kept for one address.

Administrators invite to the house; animators invite to their space, guests too. The link is
bound to the address, works once, and dies with the rights of whoever sent it.
"""

from dataclasses import dataclass
from datetime import datetime

from allauth.core import context
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from etabli.lib.text import clean_line
from etabli.platform.events.log import Fact, emit
from etabli.platform.people.models import Person
from etabli.platform.people.refusal import PersonRefusal, refuse_unless_admin
from etabli.platform.signin.accounts import address_is_taken
from etabli.platform.signin.addresses import absolute
from etabli.platform.signin.letters import invitation_letter
from etabli.platform.signin.models import INVITED_FOR, Invitation
from etabli.platform.signin.secrets import new_secret
from etabli.platform.spaces.models import Rank, Space
from etabli.platform.spaces.standing import may, rank_in


@dataclass(frozen=True)
class Terms:
    """What an invitation offers. A guest needs a space; ``rank`` is hers in it."""

    kind: str = Person.Kind.PERSON
    space: Space | None = None
    rank: int | None = None
    language: str = ""
    organisation: str = ""


def given_by_hand(*, by: Person) -> bool:
    """Whether whoever invites is shown the links: where no mail leaves, to administrators.

    Elsewhere the letter alone proves that an address is somebody's.
    """
    return by.is_admin and settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")


@transaction.atomic
def invite(email: str, terms: Terms = Terms(), *, by: Person | None) -> Invitation:
    """Keep a place for an address and write to it. Inviting again renews what was pending.

    ``by`` is None on the command line. Raises PersonRefusal, with the field concerned.
    """
    email = _address(email)
    _check_rights(terms, by)
    _refuse_taken(email)
    pending = Invitation.objects.filter(
        email=email, space=terms.space, person=None, accepted_at=None, revoked_at=None
    ).first()
    invitation = pending or Invitation(email=email, space=terms.space)
    guest = terms.kind == Person.Kind.GUEST
    invitation.kind = terms.kind
    invitation.rank = None if terms.space is None else _rank(terms)
    invitation.language = terms.language or (get_language() or "fr")[:2]
    invitation.organisation = clean_line(terms.organisation, 150) if guest else ""
    invitation.by = by
    _send(invitation)
    emit(Fact("person_invited", actor=by, space=terms.space, payload={"kind": terms.kind}))
    return invitation


def without_account() -> QuerySet[Person]:
    """Members and guests who are there and cannot sign in, by name: brought in from elsewhere."""
    shown = (Person.Kind.PERSON, Person.Kind.GUEST)
    return Person.objects.filter(kind__in=shown, active=True, account=None).order_by("sort_key")


@transaction.atomic
def invite_known(person: Person, email: str, *, by: Person | None) -> Invitation:
    """Invite somebody who is there without an account: she comes in as herself.

    Inviting her again, at another address too, renews what was pending: one link opens her
    place. For administrators. Raises PersonRefusal, with the field concerned.
    """
    refuse_unless_admin(by=by)
    email = _address(email)
    if not without_account().filter(pk=person.pk).exists():
        raise PersonRefusal(_("%(name)s has an account already.") % {"name": person.name})
    _refuse_taken(email)
    waiting = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    if waiting.filter(email=email).exclude(person=person).exclude(person=None).exists():
        raise PersonRefusal(_("Somebody else is invited at this address."), "email")
    invitation = waiting.filter(person=person).first() or Invitation(person=person)
    invitation.email, invitation.kind, invitation.by = email, person.kind, by
    invitation.language = person.language
    _send(invitation)
    emit(Fact("person_invited", actor=by, person=person, payload={"kind": person.kind}))
    return invitation


@transaction.atomic
def resend(invitation: Invitation, *, by: Person) -> None:
    """Write again, with another link and a new term: the first link is dead.

    Raises PersonRefusal when it was accepted or taken back, or one may not invite so.
    """
    terms = Terms(kind=invitation.kind, space=invitation.space, rank=invitation.rank)
    _check_rights(Terms() if invitation.person_id else terms, by)
    if invitation.accepted_at or invitation.revoked_at:
        raise PersonRefusal(_("This invitation is closed. Send a new one."))
    invitation.by = by
    _send(invitation)


@transaction.atomic
def revoke(invitation: Invitation, *, by: Person) -> None:
    """Take an invitation back: its link opens nothing any more. Raises PersonRefusal."""
    if invitation.by_id != by.pk:
        _check_rights(Terms(space=invitation.space), by)
    if invitation.accepted_at is None and invitation.revoked_at is None:
        invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["revoked_at"])
        emit(Fact("invitation_revoked", actor=by, space=invitation.space))


def pending(space: Space | None = None) -> list[Invitation]:
    """Invitations that wait, of a space or of everything the person asking may see."""
    waiting = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    if space is not None:
        waiting = waiting.filter(space=space)
    return list(waiting.select_related("space", "by"))


def _send(invitation: Invitation) -> None:
    secret = new_secret()
    now: datetime = timezone.now()
    invitation.digest = secret.digest
    invitation.sent_at, invitation.expires_at = now, now + INVITED_FOR
    invitation.save()
    path = reverse("signin:invitation", kwargs={"secret": secret.words})
    invitation.link = absolute(path, context.request)
    invitation_letter(invitation)


def _address(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise PersonRefusal(
            _("This is not an e-mail address. Example: claire@example.org."), "email"
        ) from error
    return email


def _refuse_taken(email: str) -> None:
    if address_is_taken(email):
        raise PersonRefusal(_("This address already has an account in the house."), "email")


def _check_rights(terms: Terms, by: Person | None) -> None:
    if terms.kind not in (Person.Kind.PERSON, Person.Kind.GUEST):
        raise PersonRefusal(_("Choose member or guest."), "kind")
    if terms.space is None:
        if terms.kind == Person.Kind.GUEST:
            raise PersonRefusal(_("A guest comes into a space: choose which one."), "space")
        refuse_unless_admin(by=by)
    elif by is not None:
        if not may(by, Rank.ANIMATOR, terms.space):
            raise PersonRefusal(_("Only the animators of this space may invite to it."), "space")
        if _rank(terms) > rank_in(terms.space, by):
            raise PersonRefusal(_("You cannot give a role above your own."), "rank")


def _rank(terms: Terms) -> int:
    if terms.kind == Person.Kind.GUEST:
        return Rank.GUEST
    if terms.rank is None:
        return Rank.MEMBER
    if terms.rank not in (Rank.READER, Rank.MEMBER, Rank.ANIMATOR, Rank.OWNER):
        raise PersonRefusal(_("Choose a role in the space."), "rank")
    return terms.rank
