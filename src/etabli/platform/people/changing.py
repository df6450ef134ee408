"""Changing what a profile says, each field by whoever it is for."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from etabli.lib.text import clean_line
from etabli.platform.events.log import Fact, emit
from etabli.platform.people.hues import HUES
from etabli.platform.people.models import Person
from etabli.platform.people.refusal import PersonRefusal, refuse_without_admin

OWN = ("language", "theme", "hue")
"""What everybody settles for herself; what she says of herself is in ``profiles``."""

RECORD = ("name", "job", "organisation", "unit", "manager", "kind")
"""What the house says of a person: its administrators alone."""

LINE_LIMIT = 150

ONE_OF = {
    "language": ("fr", "en"),
    "theme": ("", "light", "dark"),
    "hue": HUES,
    "kind": (Person.Kind.PERSON, Person.Kind.GUEST),
}


@transaction.atomic
def change_profile(person: Person, values: Mapping[str, Any], *, by: Person | None) -> None:
    """Change some of ``OWN`` and ``RECORD``; ``unit`` and ``manager`` are records or None.

    ``by`` is None on the command line. Raises PersonRefusal, with the field concerned: nothing
    is changed then.
    """
    for name in values:
        _refuse_unless_theirs(name, person, by)
    cleaned = {name: _cleaned(person, name, value) for name, value in values.items()}
    changed = [name for name, value in cleaned.items() if getattr(person, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(person, name, cleaned[name])
    person.save(update_fields=[*changed, "sort_key"])
    public = [name for name in changed if name not in ("language", "theme")]
    if public:
        emit(Fact("person_changed", actor=by, person=person, payload={"changed": public}))


def _refuse_unless_theirs(name: str, person: Person, by: Person | None) -> None:
    own = by is not None and by.pk == person.pk
    admin = by is None or by.is_admin
    if not (name in OWN and own) and not (name in RECORD and admin):
        raise PersonRefusal(_("You may not change this."), name)


def _cleaned(person: Person, name: str, value: Any) -> Any:
    if name in ONE_OF:
        if value not in ONE_OF[name]:
            raise PersonRefusal(_("Choose one of the values offered."), name)
        if name == "kind":
            _check_kind(person, value)
        return value
    if name == "unit":
        return value
    if name == "manager":
        return _checked_manager(person, value)
    return _cleaned_text(name, str(value))


def _cleaned_text(name: str, value: str) -> str:
    text = clean_line(value, LINE_LIMIT + 1)
    if len(text) > LINE_LIMIT:
        raise PersonRefusal(_("At most %(most)s signs: shorten it.") % {"most": LINE_LIMIT}, name)
    if name == "name" and not any(sign.isalpha() for sign in text):
        raise PersonRefusal(_("Write the name as colleagues will read it."), name)
    return text


def _check_kind(person: Person, kind: str) -> None:
    if kind == Person.Kind.GUEST and person.kind == Person.Kind.PERSON:
        refuse_without_admin(person)
        if person.memberships.filter(rank__gt=10).exists():
            raise PersonRefusal(
                _("%(name)s is a member of spaces. Take them out of these first.")
                % {"name": person.name},
                "kind",
            )


def _checked_manager(person: Person, manager: Person | None) -> Person | None:
    above, seen = manager, 0
    while above is not None and seen < 100:
        if above.pk == person.pk:
            raise PersonRefusal(
                _("%(name)s would be their own manager. Choose somebody else.")
                % {"name": person.name},
                "manager",
            )
        above, seen = above.manager, seen + 1
    if manager is not None and manager.kind != Person.Kind.PERSON:
        raise PersonRefusal(_("A manager is a member of the house."), "manager")
    return manager
