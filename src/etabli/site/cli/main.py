"""Reads the command line and runs the command it names."""

import os
import shutil
import signal
import sys
import traceback
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

from django.utils.translation import gettext as _

from etabli.lib.sentences import SaidError
from etabli.platform.db.embedded import ClusterFault, places_for
from etabli.platform.db.embedded.faults import is_full
from etabli.site.cli import COMMANDS, Needs
from etabli.site.configuration import DamagedConfiguration, configuration_of, data_folder
from etabli.site.opening import opened, set_up
from etabli.site.redaction import redacted
from etabli.site.server import ServerFault
from etabli.site.terminal import CommandFault, say

DONE, NOT_DONE, MISUSED = 0, 1, 2
INTERRUPTED = 130

REFUSALS = (CommandFault, ClusterFault, ServerFault, SaidError)


def main(arguments: Sequence[str]) -> int:
    """Run a command. Returns the exit code: 0 done, 1 not done, 2 misused."""
    os.umask(0o077)  # what is written belongs to this organisation alone
    data, arguments = _data_folder(arguments)
    name = next((word for word in arguments if word in COMMANDS), None)
    try:
        # Before Django, whose settings read what is made here.
        fault = _make_home(data, name, arguments)
        set_up(data)
    except (DamagedConfiguration, OSError) as error:
        print(error, file=sys.stderr)  # too early for the sentences of catalogues
        return NOT_DONE
    if fault is not None:
        say(_not_usable(data, fault))
        return NOT_DONE
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what is open is closed
    modules = {one: import_module(COMMANDS[one].module) for one in _wanted(name)}
    parser = _parser(modules)
    options = parser.parse_args(arguments)
    if name is None:
        parser.print_help(sys.stderr)
        return MISUSED
    return _run(name, modules[name], options, data)


def _make_home(data: Path, name: str | None, arguments: Sequence[str]) -> OSError | None:
    """Make the data folder for a command that may; returns what the system refused."""
    helping = not {"-h", "--help"}.isdisjoint(arguments)
    if name is None or helping or COMMANDS[name].needs not in ("home", "network"):
        return None
    try:
        if not configuration_of(data, make=True).database_url:
            places_for(data)  # the settings say where its socket is
    except OSError as error:
        return error
    return None


def _run(name: str, module: ModuleType, options: Namespace, data: Path) -> int:
    try:
        return _with_needs(COMMANDS[name].needs, module, options, data)
    except (*REFUSALS, *getattr(module, "REFUSALS", ())) as refusal:
        say(str(refusal))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _quiet_pipe()
    except Exception as error:
        if is_full(str(error)):
            say(str(ClusterFault("disk_full", place=data, free=_free(data))))
        else:
            _say_unexpected(data)
    return NOT_DONE


def _with_needs(needs: Needs, module: ModuleType, options: Namespace, data: Path) -> int:
    options.configuration = configuration_of(data)
    if needs in ("nothing", "home"):
        return int(module.run(options))
    with opened(options.configuration, make=needs == "network") as server:
        options.server = server
        return int(module.run(options))


def _wanted(name: str | None) -> list[str]:
    """The commands to load: the one that is named, or all of them for the general help."""
    return [name] if name is not None else list(COMMANDS)


def _parser(modules: dict[str, ModuleType]) -> ArgumentParser:
    place = ArgumentParser(add_help=False)
    place.add_argument(
        "--data", metavar="DIR", default=SUPPRESS, help=_("data folder (or ETABLI_DATA)")
    )
    parser = ArgumentParser(
        prog="bin/etabli", description=_("Looks after an Établi network."), parents=[place]
    )
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"))
    for name, module in modules.items():
        sentence = str(module.HELP)
        module.configure(
            commands.add_parser(name, help=sentence, description=sentence, parents=[place])
        )
    return parser


def _data_folder(arguments: Sequence[str]) -> tuple[Path, list[str]]:
    """What --data says, wherever it stands, and the other words."""
    rest = list(arguments)
    for place, word in enumerate(rest):
        if word == "--data" and place + 1 < len(rest):
            return Path(rest[place + 1]).resolve(), rest[:place] + rest[place + 2 :]
        if word.startswith("--data="):
            return Path(word.removeprefix("--data=")).resolve(), rest[:place] + rest[place + 1 :]
    return data_folder(), rest


def _not_usable(data: Path, error: OSError) -> str:
    words = {"folder": data, "reason": error.strerror}
    return _("The data folder %(folder)s cannot be used: %(reason)s.") % words


def _free(data: Path) -> int:
    """Megabytes left on the disk of the data folder."""
    return shutil.disk_usage(data).free // 1_000_000


def _say_unexpected(data: Path) -> None:
    """Keep the trace for whoever mends it; the person gets a sentence."""
    trace = redacted(traceback.format_exc())
    log = data / "log" / "commands.log"
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(trace + "\n")
    except OSError:
        print(trace, file=sys.stderr)
        return
    last = trace.strip().splitlines()[-1]
    say(_("Something unexpected happened: %(what)s") % {"what": last})
    say(_("The details are in %(log)s.") % {"log": log})


def _quiet_pipe() -> int:
    """Whoever read our output has left, ``head`` for instance: not a fault."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return NOT_DONE
