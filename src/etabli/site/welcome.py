"""What the terminal says once a network is open: where, and how to enter."""

from dataclasses import dataclass, field

from django.db import connections
from django.utils.translation import gettext as _

from etabli.platform.house.models import the_house
from etabli.platform.setup import demo
from etabli.platform.setup.link import first_run_link
from etabli.site.supervise import apart
from etabli.site.terminal import CommandFault, console, say

SHOWN = 8  # accounts of the demonstration: enough to look around


@dataclass
class Welcome:
    """Prepared before the network is served, said after."""

    link: str = ""
    accounts: list[tuple[str, str, str]] = field(default_factory=list)
    remark: str = ""

    def say(self, address: str) -> None:
        say("")
        say(_("Établi is open: %(address)s") % {"address": address})
        if self.link:
            say(_("To set up your house, open this link. It works once, for seven days:"))
            say(f"  {address}{self.link}")
        if self.accounts:
            self._say_accounts()
        if self.remark:
            say(self.remark)
        say(_("Ctrl+C stops it."))

    def _say_accounts(self) -> None:
        say(_("To look around, sign in as one of these (who, address or login, password):"))
        shown = self.accounts[:SHOWN]
        widths = [max(len(word) for word in column) for column in zip(*shown, strict=True)]
        for line in shown:  # whole, whatever the width of the terminal: they are copied from here
            words = zip(line, widths, strict=True)
            say("  " + "  ".join(word.ljust(width) for word, width in words).rstrip())


def prepare_welcome(*, with_demo: bool) -> Welcome:
    """Fill an empty network with the demonstration if asked, and know how to enter.

    Runs as etabli_sys.
    """
    if not with_demo:
        return Welcome(link=first_run_link())
    if the_house().set_up_at is None:
        connections.close_all()  # a child would inherit them, and close them under us
        with console.status(_("Bringing in the demonstration…")):
            brought = apart(demo.load)
        if not brought:
            raise CommandFault(
                _("The demonstration could not be brought in: the lines above say why.")
            )
    accounts = demo.credentials()
    remark = "" if accounts else _("This network is already at work: nothing was added to it.")
    return Welcome(link=first_run_link(), accounts=accounts, remark=remark)
