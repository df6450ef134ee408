"""Cases F1 and F4: whatever is killed while people write, what was acknowledged is there once."""

import json
import subprocess
import sys
import threading
from pathlib import Path
from random import Random

from bench.kills.counting import findings
from bench.kills.crowd import Write, Writer
from bench.kills.scene import Desk, Scene
from etabli.lib.richtext import from_markdown
from etabli.platform.db.identity import acting
from etabli.platform.events.models import Event
from etabli.platform.items.commenting import comment
from etabli.platform.items.models import Comment, Item
from tests.architecture.sources import ROOT
from tests.oracles.posting import work
from tests.setup.terminals import Terminal, free_port
from tests.world import World

KILLS = 6


def test_f1_f4_nothing_acknowledged_is_lost_or_doubled(
    terminal: Terminal, home: Path, installed: Path
) -> None:
    """The short form of ``bin/bench --kills 200``, whose figures are in docs/figures/kills.json."""
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


def test_the_count_notices_what_is_lost_doubled_or_half_there(world: World) -> None:
    task = world.make("tasks", world.roads, world.ana, title="Plan")
    desk = Desk(world.ana.pk, {}, world.ben, "", "")
    writer = Writer(0, desk, Scene("", "", [desk]), Random(1), threading.Event())
    for word in ("zq1x1w", "zq1x2w", "zq1x2w"):
        with acting(world.ana):
            comment(Item.objects.get(pk=task.pk), from_markdown(word), by=world.ana)
    work()
    writer.kept = [Write("commented", "", {}, word) for word in ("zq1x1w", "zq1x2w", "zq1x3w")]
    Event.objects.filter(comment_id=Comment.objects.earliest("pk").pk).delete()
    faults = findings([writer])["faults"]
    assert faults["acknowledged and lost"] == 1
    assert faults["written more than once"] == 1
    assert faults["comments without exactly one event"] == 1
    assert faults["people named and not told exactly once"] == 2
