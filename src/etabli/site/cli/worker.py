"""``worker``: brings events to those who listen."""

from argparse import ArgumentParser, Namespace

from django.utils.translation import gettext_lazy as _

from etabli.platform.events.worker import run as work

HELP = _("Deliver events: feed, mail, search. bin/start runs one.")


def configure(parser: ArgumentParser) -> None:
    """No options."""


def run(options: Namespace) -> int:
    """Work until SIGTERM or SIGINT."""
    work()
    return 0
