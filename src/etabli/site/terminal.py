"""What the command line says, and in which language."""

import gettext
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

# What argparse says by itself, for the catalogues: Python has no French of it.
ARGPARSE_SAYS = (
    gettext_lazy("usage: "),
    gettext_lazy("options"),
    gettext_lazy("positional arguments"),
    gettext_lazy("show this help message and exit"),
    gettext_lazy("%(prog)s: error: %(message)s\n"),
    gettext_lazy("argument %(argument_name)s: %(message)s"),
    gettext_lazy("the following arguments are required: %s"),
    gettext_lazy("unrecognized arguments: %s"),
    gettext_lazy("invalid choice: %(value)r (choose from %(choices)s)"),
    gettext_lazy("invalid %(type)s value: %(value)r"),
    gettext_lazy("expected one argument"),
)

console = Console(stderr=True, highlight=False)
"""Progress and sentences go to stderr: stdout is for what was asked for."""


class CommandFault(Exception):
    """A sentence that says why a command could not be done. It ends with exit code 1."""


def language(environment: Mapping[str, str] = os.environ) -> str:
    """``fr`` or ``en``: that of ETABLI_LANG or of the terminal; French when neither says."""
    for name in ("ETABLI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")[:2].lower()
        if value in ("fr", "en"):
            return value
    return "fr"


def speak(catalogues: Path) -> None:
    """Speak the terminal's language from now on, argparse included."""
    chosen = language()
    translation.activate(chosen)
    os.environ["LANGUAGE"] = chosen
    gettext.bindtextdomain("django", str(catalogues))
    gettext.textdomain("django")


def say(sentence: str) -> None:
    """A line for the person."""
    console.print(sentence, soft_wrap=True, markup=False)


@contextmanager
def waiting_for_database() -> Iterator[Callable[[float], None]]:
    """Shows how long PostgreSQL has been making us wait, from the second second on."""
    with console.status("") as status:

        def on_wait(seconds: float) -> None:
            words = _("PostgreSQL is starting…")
            if seconds >= 5:
                words = _("PostgreSQL is repairing itself after an interruption: %(n)s s…")
            status.update(words % {"n": round(seconds)} if seconds >= 1 else "")

        yield on_wait


@contextmanager
def progress(title: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar on stderr; the function given takes how much is done so far."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda done: bar.update(task, completed=done)
