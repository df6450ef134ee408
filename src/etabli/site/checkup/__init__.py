"""Examines an installation. Each check is a function that returns what it found."""

from collections.abc import Iterator

import psycopg
from django.utils.translation import gettext as _

from etabli.platform.db.embedded import ClusterFault
from etabli.site.checkup.database import database_findings
from etabli.site.checkup.finding import Finding, well, wrong
from etabli.site.checkup.machine import machine_findings
from etabli.site.configuration import FILE, Configuration
from etabli.site.server import Server, ServerFault, server_of

__all__ = ["Finding", "check_up"]


def check_up(configuration: Configuration) -> list[Finding]:
    """Everything there is to say of an installation; starts its database if it sleeps."""
    if not (configuration.data / FILE).exists():
        words = _("There is no network in %(folder)s: bin/start makes one.")
        return [wrong("data", words % {"folder": configuration.data})]
    findings = list(machine_findings(configuration))
    return findings + list(_of_server(server_of(configuration)))


def _of_server(server: Server) -> Iterator[Finding]:
    try:
        slept = server.start()
        yield well("server", _("PostgreSQL was asleep.") if slept else _("PostgreSQL runs."))
        with server.admin(server.name) as admin:
            yield from database_findings(server, admin)
    except (ClusterFault, ServerFault) as fault:
        yield wrong("server", str(fault))
    except psycopg.Error as error:
        words = _("The database does not answer: %(reason)s")
        yield wrong("server", words % {"reason": str(error).strip()})
    finally:
        server.stop()
