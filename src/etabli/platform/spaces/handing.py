"""Who may hand a sign-in code to whom: those who know her in person, never to somebody higher."""

from etabli.platform.people.models import Account, Person
from etabli.platform.spaces.models import Membership, Rank
from etabli.platform.spaces.standing import ranks_of

HIGHEST = 20


def may_hand_code(to: Person, *, by: Person) -> bool:
    """Whether ``by`` may hand a code to somebody who signs in without mail.

    Administrators may; so may whoever is above her in the chart, and the animators of a space
    where she is not above them. Only administrators do it for an administrator. Somebody with
    an address gets her codes by mail, from nobody's hand.
    """
    if by.kind != Person.Kind.PERSON or not by.active or by.pk == to.pk or not to.active:
        return False
    if to.kind not in (Person.Kind.PERSON, Person.Kind.GUEST) or _has_address(to):
        return False
    if by.is_admin:
        return True
    return not to.is_admin and (_is_above(by, to) or _animates(by, to))


def _has_address(person: Person) -> bool:
    return Account.objects.filter(person=person).exclude(email=None).exists()


def _is_above(boss: Person, person: Person) -> bool:
    at, steps = person.manager, 0
    while at is not None and steps < HIGHEST:
        if at.pk == boss.pk:
            return True
        at, steps = at.manager, steps + 1
    return False


def _animates(by: Person, person: Person) -> bool:
    led = {pk: rank for pk, rank in ranks_of(by).items() if rank >= Rank.ANIMATOR}
    hers = Membership.objects.filter(person=person, space_id__in=list(led), space__archiving=None)
    return any(rank <= led[pk] for pk, rank in hers.values_list("space_id", "rank"))
