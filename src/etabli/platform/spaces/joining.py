"""Coming into a space and leaving it."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from etabli.lib.text import clean
from etabli.platform.access.doors import forget_audiences
from etabli.platform.events.log import Fact, emit
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import JoinRequest, Membership, Rank, Space
from etabli.platform.spaces.refusal import SpaceRefusal
from etabli.platform.spaces.standing import forget_ranks, may, rank_in


def join(space: Space, *, by: Person) -> None:
    """Come into an open space as a member. Raises SpaceRefusal when it is not open."""
    if not space.is_open or by.kind != Person.Kind.PERSON or hasattr(space, "archiving"):
        raise SpaceRefusal(_("This space is not open: ask to come in."))
    admit(space, by, Rank.MEMBER, by=by)


def ask_to_join(space: Space, message: str, *, by: Person) -> JoinRequest:
    """Ask the animators of a closed space to come in; asking again changes the message."""
    if by.kind != Person.Kind.PERSON or rank_in(space, by) >= Rank.MEMBER:
        raise SpaceRefusal(_("You are already in this space."))
    request, _made = JoinRequest.objects.update_or_create(
        space=space, person=by, defaults={"message": clean(message).strip()[:500]}
    )
    emit(Fact("join_asked", actor=by, space=space, person=by))
    return request


def accept_request(request: JoinRequest, *, by: Person) -> None:
    """Let in somebody who asked."""
    _need(request.space, by, Rank.ANIMATOR)
    admit(request.space, request.person, Rank.MEMBER, by=by)
    request.delete()


def decline_request(request: JoinRequest, *, by: Person) -> None:
    """Answer no; she who asked may also take it back herself."""
    if request.person_id != by.pk:
        _need(request.space, by, Rank.ANIMATOR)
    emit(Fact("join_declined", actor=by, space=request.space, person=request.person))
    request.delete()


def add(space: Space, person: Person, rank: int, *, by: Person) -> None:
    """Bring somebody of the house, or a guest, into a space.

    Raises SpaceRefusal when one is not an animator, or gives more than one has.
    """
    _need(space, by, Rank.ANIMATOR)
    if rank > rank_in(space, by):
        raise SpaceRefusal(_("You cannot give a role above your own."))
    if _rank_of(space, person) > rank_in(space, by):
        raise SpaceRefusal(_("You cannot change the role of somebody whose role is above yours."))
    if person.kind != Person.Kind.PERSON and rank > Rank.GUEST:
        raise SpaceRefusal(_("A guest stays a guest: give the role Guest."))
    admit(space, person, rank, by=by)


def admit(space: Space, person: Person, rank: int, *, by: Person) -> None:
    """Write the membership; a former one takes the new rank."""
    before = Membership.objects.filter(space=space, person=person).values_list("rank", flat=True)
    if before and before[0] >= Rank.OWNER > rank:
        _keep_an_owner(space, person)
    Membership.objects.update_or_create(space=space, person=person, defaults={"rank": rank})
    _forget(person, by)
    payload = {"rank": int(rank), "former": before[0] if before else None}
    emit(Fact("joined", actor=by, space=space, person=person, payload=payload))


def leave(space: Space, person: Person, *, by: Person) -> None:
    """Leave a space, or have somebody leave it. The last owner stays."""
    if person.pk != by.pk:
        _need(space, by, Rank.ANIMATOR)
        if rank_in(space, by) < _rank_of(space, person):
            raise SpaceRefusal(_("You cannot remove somebody whose role is above yours."))
    _keep_an_owner(space, person)
    emit(Fact("left", actor=by, space=space, person=person))
    Membership.objects.filter(space=space, person=person).delete()
    _forget(person, by)


def members_of(space: Space) -> QuerySet[Membership]:
    """Direct members, the most responsible first."""
    return (
        Membership.objects.filter(space=space, person__active=True)
        .select_related("person__unit")
        .order_by("-rank", "person__sort_key")
    )


def _rank_of(space: Space, person: Person) -> int:
    return max(
        Membership.objects.filter(space=space, person=person).values_list("rank", flat=True),
        default=0,
    )


def _need(space: Space, person: Person, rank: int) -> None:
    if not may(person, rank, space):
        raise SpaceRefusal(_("Only the animators of this space can do this."))


def _keep_an_owner(space: Space, person: Person) -> None:
    owners = Membership.objects.filter(space=space, rank=Rank.OWNER, person__active=True)
    if list(owners.values_list("person_id", flat=True)) == [person.pk]:
        raise SpaceRefusal(_("A space needs an owner: name another one first."))


def _forget(*people: Person) -> None:
    for person in people:
        forget_audiences(person)
        forget_ranks(person)
