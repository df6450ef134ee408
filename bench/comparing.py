"""Two runs beside each other: what a page costs when there is a hundred times as much."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.recording import FLOOR

ALLOWED = 1.5
ALIKE = 1.25
"""Times that what is the same in both runs may differ."""
PAGES = ("home", "feed", "space", "item", "table", "board", "calendar", "search", "suggestions")


@dataclass(frozen=True)
class Pair:
    """One figure in two runs: milliseconds until the answer, and of CPU, everybody's."""

    name: str
    small: float
    full: float
    small_cpu: float
    full_cpu: float

    @property
    def ratio(self) -> float:
        return self.full / self.small

    @property
    def cpu_ratio(self) -> float:
        """0 where the clock of the system saw nothing spent."""
        return self.full_cpu / self.small_cpu if self.small_cpu else 0.0

    @property
    def above(self) -> bool:
        """Whether a page costs more than it may, in time or in CPU."""
        return self.name.startswith(PAGES) and max(self.ratio, self.cpu_ratio) > ALLOWED


def pairs(small: Path, full: Path) -> list[Pair]:
    """Every duration that both runs have. Raises OSError, ValueError."""
    first, second = (json.loads(path.read_text())["figures"] for path in (small, full))
    return [
        Pair(name, one["p50"], second[name]["p50"], _cpu(one), _cpu(second[name]))
        for name, one in first.items()
        if name in second and one["p50"] and one.get("unit", "ms") == "ms"
    ]


def compare(small: Path, full: Path, console: Console) -> int:
    """A table. 1 when a page costs more than it may."""
    table = Table()
    table.add_column("", no_wrap=True)
    for title in ("p50, small", "p50, full", "times", "CPU, small", "CPU, full", "times", ""):
        table.add_column(title, justify="right", no_wrap=True)
    found = pairs(small, full)
    for one in found:
        table.add_row(
            one.name,
            f"{one.small:g}",
            f"{one.full:g}",
            f"{one.ratio:.2f}",
            f"{one.small_cpu:.1f}",
            f"{one.full_cpu:.1f}",
            f"{one.cpu_ratio:.2f}",
            f"> {ALLOWED}" if one.above else "",
        )
    console.print(table)
    for one in found:
        if one.name == FLOOR and not 1 / ALIKE < one.ratio < ALIKE:
            said = f"{one.name} took {one.ratio:.2f} times as long: the machine was not as free"
            console.print(f"{said} in both runs, and only CPU may be compared.", highlight=False)
    above = [one.name for one in found if one.above]
    console.print(f"{len(above)} pages cost more than {ALLOWED} times as much.", highlight=False)
    return 1 if above else 0


def _cpu(figure: dict[str, Any]) -> float:
    return float(figure["cpu"] + figure["database_cpu"])
