"""Why something was not done to a person, a unit or an invitation."""

from django.utils.translation import gettext as _

from etabli.platform.people.models import Person


class PersonRefusal(Exception):
    """``sentence`` says what to do instead, in the language in use; ``field`` is the one of
    the form it belongs beside. Nothing was changed.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


def refuse_unless_admin(*, by: Person | None) -> None:
    """Raises PersonRefusal unless an administrator acts; None is the command line."""
    if by is not None and not by.is_admin:
        raise PersonRefusal(_("Only an administrator may do this."))


def refuse_without_admin(leaving: Person) -> None:
    """Raises PersonRefusal when nobody else would be left to administer the house.

    Locks the administrators until the transaction ends: two of them could leave at once.
    """
    admins = Person.objects.select_for_update().filter(
        role=Person.Role.ADMIN, kind=Person.Kind.PERSON, active=True
    )
    if {admin.pk for admin in admins} == {leaving.pk}:
        raise PersonRefusal(
            _("%(name)s is the only administrator left. Name another one first.")
            % {"name": leaving.name}
        )
