"""Saying who decides in one's place, for some days; and whose place one holds now."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from etabli.platform.access.models import Delegation
from etabli.platform.events.log import Fact, emit
from etabli.platform.events.regularly import regularly
from etabli.platform.people.models import Person

LONGEST = timedelta(days=366)


class DelegationRefusal(Exception):
    """``sentence`` says what to do instead, in the language in use; ``field`` is the one of
    the form it belongs beside. Nothing was changed.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


def delegate(to: Person | None, starts: date, ends: date, *, by: Person) -> Delegation:
    """Let somebody decide in one's place, from one day to another, both included.

    She then sees and decides what awaits one's decision, and what managers see. What she was
    delegated herself is not handed on. Raises DelegationRefusal.
    """
    today = timezone.localdate()
    if by.kind != Person.Kind.PERSON:
        raise DelegationRefusal(_("Only members of the house delegate."))
    if to is None or not to.active or to.kind != Person.Kind.PERSON:
        raise DelegationRefusal(_("Choose a member of the house."), "taker")
    if to.pk == by.pk:
        raise DelegationRefusal(_("Choose somebody else than yourself."), "taker")
    if ends < starts:
        raise DelegationRefusal(
            _("The end comes before the beginning. Pick a later day."), "ends_on"
        )
    if ends < today:
        raise DelegationRefusal(_("This day is past. Pick a later one."), "ends_on")
    if ends - starts > LONGEST:
        raise DelegationRefusal(_("A delegation lasts a year at most."), "ends_on")
    _refuse_twice(to, starts, ends, by)
    made = Delegation.objects.create(
        giver=by, taker=to, starts_on=starts, ends_on=ends, active=starts <= today
    )
    emit(Fact("delegated", actor=by, person=to, payload={"delegation": made.pk}))
    return made


def withdraw(delegation: Delegation, *, by: Person) -> None:
    """End a delegation at once. Raises DelegationRefusal for whoever did not give it."""
    if delegation.giver_id != by.pk:
        raise DelegationRefusal(_("Only whoever gave it takes it back."))
    present = Delegation.objects.filter(pk=delegation.pk, withdrawn_on=None)
    present.update(withdrawn_on=timezone.localdate(), active=False)
    emit(Fact("delegation_ended", actor=by, person=delegation.taker))


def standing_in_for(people: Iterable[int]) -> set[int]:
    """Ids of those who decide now in the place of some people, as far as one may know."""
    rows = Delegation.objects.filter(giver__in=list(people), active=True, taker__active=True)
    return set(rows.values_list("taker_id", flat=True))


def delegations_of(person: Person) -> list[Delegation]:
    """Those a person gave or was given, that run or are to come; what begins first first."""
    rows = Delegation.objects.filter(Q(giver=person) | Q(taker=person), withdrawn_on=None)
    present = rows.filter(ends_on__gte=timezone.localdate())
    return list(present.select_related("giver", "taker").order_by("starts_on", "pk"))


@regularly(seconds=30)
@transaction.atomic
def turn_over() -> int:
    """Begin and end the delegations whose day has come; the database does the rest."""
    today = timezone.localdate()
    runs = Q(starts_on__lte=today, ends_on__gte=today, withdrawn_on=None)
    changing = Delegation.objects.filter((runs & Q(active=False)) | (~runs & Q(active=True)))
    begun = list(changing.filter(active=False).select_related("giver", "taker"))
    count = changing.update(active=Case(When(active=True, then=Value(False)), default=Value(True)))
    for one in begun:
        emit(Fact("delegated", actor=one.giver, person=one.taker, payload={"delegation": one.pk}))
    return count


def _refuse_twice(to: Person, starts: date, ends: date, by: Person) -> None:
    same = Delegation.objects.filter(giver=by, taker=to, withdrawn_on=None)
    if same.filter(starts_on__lte=ends, ends_on__gte=starts).exists():
        raise DelegationRefusal(
            _("%(name)s already decides for you on some of these days.") % {"name": to.name},
            "taker",
        )
