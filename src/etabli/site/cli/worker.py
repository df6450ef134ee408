"""``worker``: brings events to those who listen."""

from argparse import ArgumentParser, Namespace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from etabli.platform.events.again import give_again
from etabli.platform.events.worker import run as work
from etabli.site.terminal import say

HELP = gettext_lazy("Deliver events: feed, mail, search. bin/start runs one.")


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--again",
        action="store_true",
        help=_("deliver once more what was set aside after an error, then stop"),
    )


def run(options: Namespace) -> int:
    """Work until SIGTERM or SIGINT; or 0 when nothing remains set aside, 1 otherwise."""
    if not options.again:
        work()
        return 0
    taken, left = give_again()
    say(_("Delivered: %(taken)s. Still set aside: %(left)s.") % {"taken": taken, "left": left})
    return 1 if left else 0
