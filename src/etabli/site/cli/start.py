"""``start``: everything a network needs, in one command."""

import socket
from argparse import ArgumentParser, Namespace
from contextlib import nullcontext

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from etabli.site.listening import ListeningFault, address_of, check_address, wait_until_served
from etabli.site.opening import opened
from etabli.site.processes import Delivering, Serving, Waking, load_pages
from etabli.site.reloading import start_again, watch
from etabli.site.server import Server
from etabli.site.serving import ServingFault, alone
from etabli.site.statics import collect_static
from etabli.site.supervise import Child, Supervisor
from etabli.site.terminal import CommandFault, console, say
from etabli.site.welcome import Welcome, prepare_welcome

HELP = gettext_lazy("Start the network: database, pages, worker. Ctrl+C stops it.")
REFUSALS = (ListeningFault, ServingFault)

ROLES = ("all", "web", "live", "worker")


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help=_("8000 by default"))
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help=_("address to listen to: 0.0.0.0 for other machines too"),
    )
    parser.add_argument(
        "--demo", action="store_true", help=_("fill an empty network with an example")
    )
    parser.add_argument("--role", choices=ROLES, default="all", help=_("run only a part of it"))
    parser.add_argument("--processes", type=int, default=1, help=_("processes that serve pages"))


def run(options: Namespace) -> int:
    """Serve until SIGTERM or SIGINT. PostgreSQL is stopped last."""
    data = options.configuration.data
    address = address_of(options.host, options.port)
    # Other roles may be many: they share the work of one network.
    with alone(data, address) if options.role == "all" else nullcontext():
        if options.role != "worker":
            check_address(options.host, options.port)
        with opened(options.configuration) as server:
            with console.status(_("Preparing pages…")):
                collect_static()
                load_pages()
            welcome = Welcome()
            if options.role in ("all", "web"):
                welcome = prepare_welcome(with_demo=options.demo)
            connections.close_all()  # a child would inherit them, and close them under us
            return _serve(options, welcome, server)


def _serve(options: Namespace, welcome: Welcome, server: Server) -> int:
    supervisor = Supervisor([*_database(server), *_children(options)])
    supervisor.listen_to_signals()
    supervisor.start()
    if options.role == "worker":
        say(_("The worker runs. Ctrl+C stops it."))
        supervisor.keep()
        return 0
    if _served(supervisor, options):
        welcome.say(options.configuration.url or address_of(options.host, options.port))
        if supervisor.keep(watch(settings.SOURCE) if settings.DEBUG else None):
            start_again()
        say(_("Stopping…"))
        return 0
    supervisor.end()
    if supervisor.stopping.is_set():
        return 0
    raise CommandFault(_("The server does not start: the lines above say why."))


def _served(supervisor: Supervisor, options: Namespace) -> bool:
    def gave_up() -> bool:
        supervisor.look()
        return supervisor.hopeless or supervisor.stopping.is_set()

    return wait_until_served(options.host, options.port, gave_up)


def _database(server: Server) -> list[Child]:
    """Who starts the embedded PostgreSQL again; that of others is theirs to look after."""
    cluster = server.cluster
    if cluster is None:
        return []
    return [Child("database", Waking(server.configuration), lambda: not cluster.running)]


def _children(options: Namespace) -> list[Child]:
    data, children = options.configuration.data, []
    if options.role != "worker":
        serving = Serving(
            data,
            options.host,
            options.port,
            part=options.role,
            processes=options.processes,
            hosts=_hosts(options.host),
        )
        children.append(Child("web", serving))
    if options.role in ("all", "worker"):
        children.append(Child("worker", Delivering(data)))
    return children


def _hosts(host: str) -> tuple[str, ...]:
    """The names under which other machines may call this one, when it listens to them."""
    if host in ("127.0.0.1", "localhost", "::1"):
        return ()
    return (host, socket.gethostname(), socket.getfqdn())
