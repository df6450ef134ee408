"""``person``: the people of the house, from the terminal."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from etabli.lib.sentences import SaidError
from etabli.lib.text import clean_line
from etabli.platform.house.models import the_house
from etabli.platform.people.hues import hue_for
from etabli.platform.people.leaving import deactivate, reactivate
from etabli.platform.people.models import Account, Person
from etabli.platform.people.promoting import demote, promote
from etabli.platform.people.refusal import PersonRefusal
from etabli.platform.signin.accounts import account_named, open_account
from etabli.platform.signin.links import login_link
from etabli.site.cli.roster import bring_list
from etabli.site.serving import served_at
from etabli.site.terminal import CommandFault, say

HELP = gettext_lazy("List people; add, deactivate, reactivate or promote somebody.")
REFUSALS = (PersonRefusal, SaidError)

WHO = gettext_lazy("e-mail address, login, or name")


def configure(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    listing = acts.add_parser("list", help=_("everybody, by name"))
    listing.add_argument("--all", action="store_true", help=_("deactivated people too"))
    adding = acts.add_parser("add", help=_("somebody new, with a one-time link to come in"))
    adding.add_argument("name", help=_("first name and last name"))
    adding.add_argument("--email", default="", help=_("to sign in and get letters"))
    adding.add_argument("--login", default="", help=_("to sign in without an address"))
    adding.add_argument("--job", default="")
    adding.add_argument("--admin", action="store_true", help=_("administrator of the house"))
    importing = acts.add_parser("import", help=_("a list of people, as CSV"))
    importing.add_argument("file", metavar="FILE.csv", type=Path)
    importing.add_argument(
        "--dry-run", action="store_true", help=_("write nothing, say what would come")
    )
    importing.add_argument(
        "--deactivate-absent",
        action="store_true",
        help=_("deactivate those of former lists who are not on this one"),
    )
    for name, words in (
        ("deactivate", _("close the house to somebody, at once")),
        ("reactivate", _("open it again")),
        ("promote", _("make a member an administrator")),
        ("demote", _("make an administrator a member")),
    ):
        acts.add_parser(name, help=words).add_argument("who", help=str(WHO))
    for act in acts.choices.values():
        act.add_argument("--json", action="store_true", help=_("print what programs read"))


def run(options: Namespace) -> int:
    """0 done, 1 refused: the sentence is on stderr."""
    if options.act == "list":
        _list(options)
    elif options.act == "add":
        _add(options)
    elif options.act == "import":
        bring_list(options)
    else:
        _change(options)
    return 0


def address_of_site(options: Namespace) -> str:
    """Where people open the network: as configured, else where it is served now."""
    configuration = options.configuration
    return configuration.url or served_at(configuration.data) or "http://localhost:8000"


def somebody(given: str) -> Person:
    """The person of an address, a login or a whole name. Raises CommandFault."""
    account = account_named(given)
    if account is not None:
        return account.person
    found = list(Person.objects.filter(Q(name__iexact=given), kind__in=("person", "guest"))[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise CommandFault(
            _("Several people are called %(name)s: give an address.") % {"name": given}
        )
    raise CommandFault(_("Nobody is known as %(name)s.") % {"name": given})


def _list(options: Namespace) -> None:
    people = Person.objects.filter(kind__in=("person", "guest")).select_related("unit")
    if not options.all:
        people = people.filter(active=True)
    accounts = {one.person_id: one for one in Account.objects.all()}
    rows = [_row(one, accounts.get(one.pk)) for one in people.order_by("sort_key", "pk")]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        marks = [row["role"] if row["role"] == "admin" else "", "" if row["active"] else "-"]
        print("\t".join([row["name"], row["email"] or row["login"], row["kind"], *marks]).rstrip())


def _row(person: Person, account: Account | None) -> dict[str, Any]:
    return {
        "uid": str(person.uid),
        "name": person.name,
        "email": (account.email if account else "") or "",
        "login": (account.login if account else "") or "",
        "kind": person.kind,
        "role": person.role,
        "job": person.job,
        "unit": person.unit.name if person.unit else "",
        "active": person.active,
    }


@transaction.atomic
def _add(options: Namespace) -> None:
    name = clean_line(options.name, 150)
    if not name or not (options.email or options.login):
        raise CommandFault(_("Give a name, and an address or a login: --email or --login."))
    person = Person.objects.create(
        name=name,
        job=clean_line(options.job, 150),
        language=the_house().language,
        hue=hue_for(options.email or options.login),
    )
    account = open_account(person, email=options.email, login=options.login)
    if options.admin:
        promote(person, by=None)
    link = address_of_site(options) + login_link(account)
    if options.json:
        print(json.dumps(_row(person, account) | {"link": link}, ensure_ascii=False, indent=2))
        return
    say(_("%(name)s is in the house. To come in, once, within 15 minutes:") % {"name": name})
    print(link)


def _change(options: Namespace) -> None:
    person = somebody(options.who)
    verbs = {
        "deactivate": deactivate,
        "reactivate": reactivate,
        "promote": promote,
        "demote": demote,
    }
    verbs[options.act](person, by=None)
    if options.json:
        account = Account.objects.filter(person=person).first()
        print(json.dumps(_row(person, account), ensure_ascii=False, indent=2))
        return
    said = {
        "deactivate": _("%(name)s no longer has access."),
        "reactivate": _("%(name)s has access again."),
        "promote": _("%(name)s administers the house."),
        "demote": _("%(name)s no longer administers the house."),
    }
    say(said[options.act] % {"name": person.name})
