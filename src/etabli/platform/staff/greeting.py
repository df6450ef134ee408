"""Telling somebody that a code was made for her."""

from django.utils.translation import gettext as _

from etabli.platform.people.models import Account
from etabli.platform.signin.arriving import greets
from etabli.platform.staff.codes import told, untold_codes
from etabli.ui.wordings import moment


@greets
def say_who_made_codes(account: Account) -> list[str]:
    """Once for each code, used or not: whoever did not ask for one should know."""
    codes = untold_codes(account)
    told(codes)
    return [
        _("%(name)s made a sign-in code for you, %(moment)s. Unexpected? Tell an administrator.")
        % {"name": one.by.name, "moment": moment(one.at)}
        for one in codes
    ]
