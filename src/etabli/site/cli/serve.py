"""``serve``: the HTTP server, under the supervisor's eyes."""

from argparse import ArgumentParser, Namespace

from django.utils.translation import gettext_lazy as _
from granian.constants import Interfaces, Loops
from granian.server import Server as Granian

from etabli.site.leash import hold_leash

HELP = _("Serve pages and streams.")

STOPPING = 10  # seconds that open streams get to end


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--processes", type=int, default=1)


def run(options: Namespace) -> int:
    """Serve until SIGTERM or SIGINT."""
    hold_leash()
    Granian(
        "etabli.site.asgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.ASGI,
        loop=Loops.asyncio,
        workers=options.processes,
        respawn_failed_workers=True,
        workers_kill_timeout=STOPPING,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
    ).serve()
    return 0
