"""``bin/bench`` measures all that it promises: shown on the smallest organisation there is."""

import io
import json
import resource
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from bench.comparing import compare, pairs
from tests.architecture.sources import ROOT
from tests.setup.terminals import Terminal, free_port

PROMISED = (
    "start, warm;memory, idle;floor: bare query;floor: bare server;floor: template of the home;"
    "home [few];feed, older [few];item with 50 comments [few];table, filter and sort [few];"
    "board of 500 [few];calendar, month of a space [few];search, rare word [few];"
    "search, common word [few];search, two words [few];search, prefix [few];comment written;"
    "home, 8 people at once;comments, 8 people at once;first of 20 listeners;last of 20 listeners"
).split(";")
FILES = 4096
"""Fewer than five thousand streams need: that kind of work fails, and it alone."""


def bench(terminal: Terminal, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bench", *map(str, words)],
        cwd=ROOT,
        env={**terminal.environment, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES)),
    )


def test_a_run_measures_everything_and_keeps_it_where_something_fails(
    terminal: Terminal, home: Path, installed: Path
) -> None:
    subprocess.run(["cp", "-a", installed, terminal.data], check=True)
    kept = home / "kept.json"
    words = ("--size", "tiny", "--data", terminal.data, "--port", free_port(), "--json", kept)
    ran = bench(terminal, *words, "--seconds", 0.1, "--streams", 20, 5000)
    said = ran.stdout + ran.stderr
    found = json.loads(kept.read_text())
    assert list(found["failures"]) == ["listening 5000"], said
    assert "files must be open" in found["failures"]["listening 5000"]
    assert ran.returncode == 1 and found["finished"], said
    assert set(PROMISED) <= set(found["figures"])
    # Streams may open in no time, and listeners hear before whoever wrote is answered.
    asked = [name for name in PROMISED if not name.endswith("listeners")]
    assert [name for name in asked if found["figures"][name]["p50"] <= 0] == []
    month = found["figures"]["calendar, month of a space [few]"]["size"]
    assert month > 40_000, "an empty month"

    dear = home / "dear.json"
    found["figures"]["board of 500 [few]"]["p50"] *= 1.6
    dear.write_text(json.dumps(found))
    assert [one.name for one in pairs(kept, dear) if one.above] == ["board of 500 [few]"]
    paper = Console(file=io.StringIO())
    assert (compare(kept, kept, paper), compare(kept, dear, paper)) == (0, 1)
