"""What the processes of a network do. Each runs until SIGTERM or SIGINT."""

import gc
import os
import resource
import sys
from dataclasses import dataclass
from pathlib import Path

import structlog
from django.apps import apps
from django.conf import settings
from django.urls import get_resolver
from granian.constants import HTTPModes, Interfaces, Loops
from granian.server import Server as Granian

from etabli.platform.db.embedded import ClusterFault
from etabli.platform.events.worker import run as deliver
from etabli.site.configuration import Configuration
from etabli.site.logins import log_in_as
from etabli.site.opening import set_up
from etabli.site.server import server_of

STOPPING = 10  # seconds that open streams get to end
COLLECTED_AFTER = 25_000  # objects made and not yet gone
AT_ONCE = 16_384  # connections of a process: each browser keeps one open, its stream

log = structlog.get_logger(__name__)


def load_pages() -> None:
    """Load every address and view, once for all the processes forked afterwards.

    What is loaded stays for good: the collector passes it by from now on, and looks at the rest
    after so many objects that those of a page, or of what is told to thousands, are gone by then.
    Otherwise it took a third of the time that telling five thousand streams takes.
    """
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED_AFTER)


@dataclass(frozen=True)
class Serving:
    """Pages and streams, or one of them: ``all``, ``web`` or ``live``."""

    data: Path
    host: str
    port: int
    part: str = "all"
    processes: int = 1
    hosts: tuple[str, ...] = ()

    def __call__(self) -> None:
        _begin(self.data, "app")
        settings.ALLOWED_HOSTS.extend(self.hosts)
        os.environ |= {"ETABLI_SERVES": self.part, "ETABLI_HOSTS": ",".join(self.hosts)}
        _open_many_files()
        Granian(
            "etabli.site.asgi:application",
            address=self.host,
            port=self.port,
            interface=Interfaces.ASGI,
            http=HTTPModes.http1,  # browsers speak HTTP/2 under TLS alone: that is the proxy's
            loop=Loops.asyncio,
            workers=self.processes,
            backpressure=AT_ONCE,
            respawn_failed_workers=True,
            workers_kill_timeout=STOPPING,
            log_access=False,
            log_level="warning",  # type: ignore[arg-type]
        ).serve()


@dataclass(frozen=True)
class Delivering:
    """Events brought to those who listen."""

    data: Path

    def __call__(self) -> None:
        _begin(self.data, "sys")
        deliver()


@dataclass(frozen=True)
class Waking:
    """The embedded PostgreSQL started again, and waited for, when it was killed or fell."""

    configuration: Configuration

    def __call__(self) -> None:
        try:
            server_of(self.configuration).start()
        except ClusterFault as fault:
            # Sessions of the one that was killed may take a moment to end.
            log.warning("database.waking", said=str(fault))
            sys.exit(1)
        log.info("database.woken")


def _open_many_files() -> None:
    """Take as many descriptors as the system lets us have: a stream is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * AT_ONCE if hard == resource.RLIM_INFINITY else min(hard, 2 * AT_ONCE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _begin(data: Path, login: str) -> None:
    """Django under the right login, also in a process that was not forked."""
    os.environ["ETABLI_ROLE"] = login
    if not apps.ready:
        set_up(data)
    log_in_as(login)
