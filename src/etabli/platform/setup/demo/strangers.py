"""Who may not be erased: nothing is put back where somebody real has come, or was asked to."""

from django.utils.translation import gettext as _

from etabli.platform.people.models import Account, Person
from etabli.platform.setup.demo.loading import is_loaded
from etabli.platform.setup.demo.townspeople import EVERYBODY
from etabli.platform.setup.models import Demonstration
from etabli.platform.signin.models import Invitation


def why_kept() -> str:
    """Why this house may not be put back as on the first day, in a sentence; '' when it may.

    It must have been begun with the demonstration, and hold nobody but the town and whoever
    founded the house: no person of another origin, active or not, no invitation, even refused
    or over, and no account of the town that somebody took over with an address of her own.
    """
    mark = Demonstration.objects.first()
    if mark is None or not is_loaded():
        return _("This network is not a demonstration.")
    here = Person.objects.filter(kind__in=("person", "guest")).exclude(pk=mark.founder_id or 0)
    others = here.count() - here.filter(origin__startswith="demo:").count()
    if others:
        words = _("%(count)s people here are not of the demonstration.")
        return words % {"count": others}
    if Invitation.objects.exists():
        return _("Somebody was invited here.")
    if taken := _taken_over():
        return _("%(name)s signs in with another address: somebody real took this account.") % {
            "name": taken
        }
    return ""


def _taken_over() -> str:
    own = {f"demo:{line.key}": (line.address or None, line.login or None) for line in EVERYBODY}
    known = Account.objects.filter(person__origin__startswith="demo:").select_related("person")
    return next(
        (
            account.person.name
            for account in known
            if own.get(str(account.person.origin)) != (account.email, account.login)
        ),
        "",
    )
