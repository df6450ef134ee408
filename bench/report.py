"""What was measured, for people and for programs."""

import json
import os
import platform
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.measuring import Figure
from bench.targets import missed

FLOOR = "floor: template of the home"
COLUMNS = ("p50", "p95", "p99", "cpu", "database_cpu", "rate", "size")


def tell(figures: dict[str, Figure], console: Console) -> None:
    """A table; ``ratio`` is to the floor of the same run."""
    table = Table()
    table.add_column("")
    for title in ("p50 ms", "p95", "p99", "CPU ms", "PostgreSQL", "a second", "bytes", "ratio"):
        table.add_column(title, justify="right")
    table.add_column("missed")
    for name, found in figures.items():
        numbers = [f"{getattr(found, column):g}" for column in COLUMNS]
        ratio = f"{ratio_of(found, figures):.1f}"
        table.add_row(name, *numbers, ratio, "; ".join(missed(name, found)))
    console.print(table)


def ratio_of(found: Figure, figures: dict[str, Figure]) -> float:
    """How many times the floor."""
    return found.p50 / figures[FLOOR].p50


def write(path: Path, size: str, figures: dict[str, Figure], facts: dict[str, object]) -> None:
    """The same as JSON, with the machine it was measured on."""
    content = {
        "size": size,
        "machine": {
            "cores": os.cpu_count(),
            "load": os.getloadavg()[0],
            "python": platform.python_version(),
        },
        "organisation": facts,
        "figures": {
            name: {
                **asdict(found),
                "ratio": round(ratio_of(found, figures), 2),
                "missed": missed(name, found),
            }
            for name, found in figures.items()
        },
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
