"""Naming administrators."""

from django.db import transaction
from django.utils.translation import gettext as _

from etabli.platform.events.log import Fact, emit
from etabli.platform.people.models import Person
from etabli.platform.people.refusal import (
    PersonRefusal,
    refuse_unless_admin,
    refuse_without_admin,
)


@transaction.atomic
def promote(person: Person, *, by: Person | None) -> None:
    """Make a member an administrator. ``by`` is None on the command line.

    Raises PersonRefusal for a guest, or somebody deactivated.
    """
    refuse_unless_admin(by=by)
    if person.kind != Person.Kind.PERSON or not person.active:
        raise PersonRefusal(_("Only an active member of the house can be an administrator."))
    _give(person, Person.Role.ADMIN, "person_promoted", by)


@transaction.atomic
def demote(person: Person, *, by: Person | None) -> None:
    """Make an administrator a member again. Raises PersonRefusal for the last one."""
    refuse_unless_admin(by=by)
    refuse_without_admin(person)
    _give(person, Person.Role.MEMBER, "person_demoted", by)


def _give(person: Person, role: str, verb: str, by: Person | None) -> None:
    if person.role == role:
        return
    person.role = role
    person.save(update_fields=["role", "sort_key"])
    emit(Fact(verb, actor=by, person=person))
