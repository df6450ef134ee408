"""What may be said of an account beside its owner."""

from etabli.platform.people.models import Account, Person


def work_address(person: Person, *, by: Person) -> str:
    """A person's e-mail address, for herself and for members of the house; '' for the others.

    Guests never learn addresses.
    """
    if by.pk != person.pk and by.kind != Person.Kind.PERSON:
        return ""
    found = Account.objects.filter(person_id=person.pk).values_list("email", flat=True).first()
    return found or ""


def has_account(person: Person) -> bool:
    """Whether somebody may sign in; whoever was brought in from elsewhere may not yet."""
    return Account.objects.filter(person_id=person.pk).exists()
