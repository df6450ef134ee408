"""Cases F1 and F4: whatever is killed while people write, what was acknowledged is there once."""

import json
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT
from tests.setup.terminals import Terminal, free_port

KILLS = 6


def test_f1_f4_nothing_acknowledged_is_lost_or_doubled(
    terminal: Terminal, home: Path, installed: Path
) -> None:
    """The short form of ``bin/bench --kills 200``, whose figures are in docs/figures."""
    subprocess.run(["cp", "-a", installed, terminal.data], check=True)
    words = ["--kills", str(KILLS), "--data", str(terminal.data), "--port", str(free_port())]
    ran = subprocess.run(
        [sys.executable, "-m", "bench", *words, "--json", str(home / "found.json")],
        cwd=ROOT,
        env={**terminal.environment, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr  # the seed is in there
    found = json.loads((home / "found.json").read_text())
    assert sum(found["kills"].values()) == KILLS
    assert set(found["acknowledged"]) >= {"commented", "edited", "created"}
