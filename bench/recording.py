"""What was measured so far: kept as it comes, so that a run that is stopped is not lost."""

import json
import os
import platform
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.measuring import Figure
from bench.targets import missed

FLOOR = "floor: template of the home"


@dataclass
class Record:
    """``path``: where it is written, after each figure. ``failures``: why, by kind of work."""

    size: str
    organisation: dict[str, object]
    path: Path | None
    say: Callable[[str], None]
    figures: dict[str, Figure] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    finished: bool = False

    def keep(self, name: str, found: Figure) -> None:
        self.figures[name] = found
        self.say(f"{name}: {found.p50:g} {found.unit}")
        self._write()

    def failed(self, kind: str, why: str) -> None:
        """A kind of work came to no end; what it measured before stays."""
        self.failures[kind] = why
        self.say(f"{kind} failed: {why}")
        self._write()

    def finish(self) -> None:
        """Nothing is left to be measured."""
        self.finished = True
        self._write()

    def ratio_of(self, found: Figure) -> float:
        """How many times the floor of the same run; 0 for what is no duration of an asking."""
        floor = self.figures.get(FLOOR)
        return round(found.p50 / floor.p50, 2) if floor and found.unit == "ms" else 0.0

    def _write(self) -> None:
        if self.path is None:
            return
        passing = self.path.with_suffix(".part")
        passing.write_text(json.dumps(self._content(), ensure_ascii=False, indent=1) + "\n")
        passing.replace(self.path)

    def _content(self) -> dict[str, object]:
        figures = {
            name: asdict(found) | {"ratio": self.ratio_of(found), "missed": missed(name, found)}
            for name, found in self.figures.items()
        }
        return {
            "size": self.size,
            "finished": self.finished,
            "failures": self.failures,
            "machine": {
                "cores": os.cpu_count(),
                "load": os.getloadavg()[0],
                "python": platform.python_version(),
            },
            "organisation": self.organisation,
            "figures": figures,
        }
