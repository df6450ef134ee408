"""From a data folder to a network that answers."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.utils.translation import gettext as _

from etabli.platform.db.embedded import Cluster
from etabli.site.catalogues import compile_catalogues
from etabli.site.configuration import FILE, Configuration
from etabli.site.migrating import migrate
from etabli.site.server import Server, server_of
from etabli.site.terminal import CommandFault, console, say, speak, waiting_for_database

SOURCE = Path(__file__).resolve().parents[1]


def set_up(data: Path) -> None:
    """Set Django up for this data folder, as etabli_sys, in the language of the terminal.

    Nothing is made in a folder that does not exist yet.
    """
    os.environ["ETABLI_DATA"] = str(data)
    os.environ.setdefault("ETABLI_ROLE", "sys")
    os.environ["DJANGO_SETTINGS_MODULE"] = "etabli.site.settings"
    catalogues = _catalogues(data)
    os.environ["ETABLI_CATALOGUES"] = str(catalogues)
    django.setup()
    speak(catalogues)


def _catalogues(data: Path) -> Path:
    """Where the compiled translations are; somewhere passing when the folder is not ours yet."""
    place = data / "cache" / "locale"
    if not os.access(data, os.W_OK):
        place = Path(tempfile.mkdtemp(prefix="etabli-"))
        atexit.register(shutil.rmtree, place, ignore_errors=True)
    compile_catalogues(SOURCE, place)
    return place


@contextmanager
def opened(configuration: Configuration, *, make: bool = True) -> Iterator[Server]:
    """The network of a configuration, its database started if it slept and then stopped again.

    With ``make`` it is created and migrated where there is none; otherwise CommandFault.
    Raises ClusterFault and ServerFault.
    """
    if not make and not (configuration.data / FILE).exists():
        raise CommandFault(
            _("There is no network in %(folder)s: bin/start makes one.")
            % {"folder": configuration.data}
        )
    server = server_of(configuration)
    with waiting_for_database() as on_wait:
        server.start(on_wait)
    try:
        prepare(server)
        yield server
    finally:
        server.stop()


def prepare(server: Server) -> None:
    """Make roles and database where they are missing, then migrate."""
    if server.cluster is not None and server.cluster.places.moved:
        _say_moved(server.cluster)
    server.prepare()
    with console.status(_("Preparing the database…")):
        migrate(server)


def _say_moved(cluster: Cluster) -> None:
    say(
        _(
            "PostgreSQL does not run as root, and its account cannot enter the data folder: "
            "the database is in %(place)s."
        )
        % {"place": cluster.places.cluster}
    )
