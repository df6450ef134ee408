"""``login-link``: a way in for somebody who has none."""

import json
from argparse import ArgumentParser, Namespace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from etabli.platform.people.models import Account
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.signin.accounts import open_account
from etabli.platform.signin.links import login_link
from etabli.platform.signin.models import LINK_LASTS
from etabli.site.cli.person import address_of_site, somebody
from etabli.site.terminal import CommandFault, say

HELP = gettext_lazy("Print a link that signs somebody in, once, within 15 minutes.")
REFUSALS = (PersonRefusal,)


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("who", help=_("e-mail address, login, or name"))
    parser.add_argument("--json", action="store_true", help=_("print what programs read"))


def run(options: Namespace) -> int:
    """0 with the link on stdout; 1 when nobody may come in by that name."""
    person = somebody(options.who)
    if not person.active:
        raise CommandFault(
            _("%(name)s is deactivated: bin/etabli person reactivate comes first.")
            % {"name": person.name}
        )
    # Somebody whom an import brought has no account until she comes in.
    account = Account.objects.filter(person=person).first() or open_account(person)
    link = address_of_site(options) + login_link(account)
    minutes = int(LINK_LASTS.total_seconds() // 60)
    if options.json:
        print(json.dumps({"name": person.name, "link": link, "minutes": minutes}, indent=2))
        return 0
    said = _("To sign in as %(name)s, once, within %(minutes)s minutes:")
    say(said % {"name": person.name, "minutes": minutes})
    print(link)
    return 0
