"""The command line.

A command is a module with

``HELP``         a sentence (``gettext_lazy``), shown by ``--help``
``configure``    ``(parser) -> None``: its options
``run``          ``(options) -> int``: 0 done, 1 not done; a sentence is on stderr
``REFUSALS``     exceptions of its own whose text is a sentence for the person, if any

It is named here and nowhere else, with what must be there before it runs:

=============  ======================================================================
``nothing``    Django set up; the data folder may not exist
``home``       the data folder with its etabli.toml, made when missing
``existing``   also the database, started if it slept; refused where no network is yet
``network``    the same, made and migrated where there is none
=============  ======================================================================

``options.configuration`` is always there; ``options.server`` from ``existing`` on.
"""

from dataclasses import dataclass
from typing import Literal

Needs = Literal["nothing", "home", "existing", "network"]


@dataclass(frozen=True)
class Command:
    """Where a command is, and what it needs."""

    module: str
    needs: Needs


COMMANDS = {
    "start": Command("etabli.site.cli.start", "home"),
    "doctor": Command("etabli.site.cli.doctor", "nothing"),
    "backup": Command("etabli.site.cli.backup", "existing"),
    "restore": Command("etabli.site.cli.restore", "home"),
    "demo": Command("etabli.site.cli.demo", "home"),
    "import": Command("etabli.site.cli.imports", "network"),
    "export": Command("etabli.site.cli.exports", "existing"),
    "apps": Command("etabli.platform.engine.commands", "nothing"),
    "person": Command("etabli.site.cli.person", "existing"),
    "login-link": Command("etabli.site.cli.login_link", "existing"),
    "reindex": Command("etabli.platform.search.commands", "existing"),
    "worker": Command("etabli.site.cli.worker", "network"),
}
