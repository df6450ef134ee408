"""Opening the account of somebody who is there already."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from etabli.platform.people.models import Account, Person
from etabli.platform.people.refusal import PersonRefusal


@transaction.atomic
def open_account(
    person: Person, *, email: str = "", login: str = "", password: str = ""
) -> Account:
    """Give a person an account; without a password she signs in by link, code or passkey.

    The address counts as verified: an invitation reached it, or an administrator vouches for
    it. Raises PersonRefusal when the address or the login is taken.
    """
    email, login = email.strip().lower(), login.strip()
    if email and address_is_taken(email):
        raise PersonRefusal(_("This address already has an account."), "email")
    if login and Account.objects.filter(login__iexact=login).exists():
        raise PersonRefusal(_("This login is taken. Choose another one."), "login")
    account = Account(person=person, email=email or None, login=login or None)
    if password:
        account.set_password(password)
    else:
        account.set_unusable_password()
    account.save()
    return account


def address_is_taken(email: str) -> bool:
    """Whether an address belongs to an account, or is verified for one."""
    email = email.strip().lower()
    return (
        Account.objects.filter(email__iexact=email).exists()
        or EmailAddress.objects.filter(email__iexact=email, verified=True).exists()
    )


def account_named(name: str) -> Account | None:
    """The account of an e-mail address or a login."""
    found = Account.objects.filter(email__iexact=name) | Account.objects.filter(login__iexact=name)
    return found.first()
