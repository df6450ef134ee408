"""What was measured, for people."""

from rich.console import Console
from rich.table import Table

from bench.measuring import Figure
from bench.recording import Record
from bench.targets import missed

NARROWEST = 150
"""Characters of a line, where nobody's terminal says how many."""
TITLES = ("p50", "p95", "p99", "CPU ms", "PostgreSQL", "a second", "bytes", "ratio")


def on_paper() -> Console:
    """Wide enough for the tables when it goes to a file."""
    console = Console(markup=False)
    return console if console.is_terminal else Console(markup=False, width=NARROWEST)


def tell(record: Record, console: Console) -> None:
    """A table; ``ratio`` is to the floor of the same run. Then what could not be measured."""
    table = Table()
    table.add_column("", no_wrap=True)
    for title in TITLES:
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("missed")
    for name, found in record.figures.items():
        table.add_row(name, *_cells(found, record), "; ".join(missed(name, found)))
    console.print(table)
    for kind, why in record.failures.items():
        console.print(f"{kind} failed: {why}", style="bold")


def _cells(found: Figure, record: Record) -> list[str]:
    unit = "" if found.unit == "ms" else f" {found.unit}"
    numbers = (found.p95, found.p99, found.cpu, found.database_cpu, found.rate, found.size)
    ratio = record.ratio_of(found)
    return [f"{found.p50:g}{unit}", *(f"{n:g}" if n else "" for n in numbers), f"{ratio or '':.4}"]
