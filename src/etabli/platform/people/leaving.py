"""Somebody leaves, or comes back."""

from django.db import transaction

from etabli.platform.events.log import Fact, emit
from etabli.platform.people.models import Account, Person
from etabli.platform.people.refusal import refuse_unless_admin, refuse_without_admin


@transaction.atomic
def deactivate(person: Person, *, by: Person | None) -> None:
    """Close the house to a person; what she made stays, under her name.

    Triggers take her out of every audience; listeners of ``person_deactivated`` end her
    sessions, links, invitations, streams and mail. Once already gone, does nothing.
    ``by`` is None on the command line. Raises PersonRefusal for the last administrator.
    """
    refuse_unless_admin(by=by)
    if not person.active:
        return
    refuse_without_admin(person)
    person.active = False
    person.save(update_fields=["active", "sort_key"])
    Account.objects.filter(person_id=person.pk).update(is_active=False)
    emit(Fact("person_deactivated", actor=by, person=person))


@transaction.atomic
def reactivate(person: Person, *, by: Person | None) -> None:
    """Open the house again; she finds her spaces as they are now. Raises PersonRefusal."""
    refuse_unless_admin(by=by)
    if person.active:
        return
    person.active = True
    person.save(update_fields=["active", "sort_key"])
    Account.objects.filter(person_id=person.pk).update(is_active=True)
    emit(Fact("person_reactivated", actor=by, person=person))
