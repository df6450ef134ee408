"""The order of a run: the scene, the crowd and the killers, the count."""

import json
import os
import platform
import threading
import time
from argparse import Namespace
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

from django.db import connections

from bench.kills.counting import PATIENCE, findings, settled
from bench.kills.crowd import Writer
from bench.kills.killing import Kills, targets
from bench.kills.scene import Scene, make_scene
from bench.serving import Served, served
from etabli.platform.db.embedded import places_for

LOG = "kills.log"


def run(data: Path, options: Namespace) -> dict[str, Any]:
    """Kill as often as asked, and tell what was found."""
    began = time.monotonic()
    with served(data, options.port, data / LOG) as network:
        scene = make_scene()
        kills, writers = _storm(network, scene, data, options)
        over = settled()
        found = findings(writers)
    if not over:
        found["faults"]["listeners that never had everything"] = 1
    if kills.lost:
        found["faults"]["never back"] = len(kills.lost)
    return {
        "command": f"bin/bench --kills {options.kills} --seed {options.seed}",
        "seed": options.seed,
        "kills": dict(kills.done),
        "seconds away": {name: _spread(times) for name, times in kills.away.items()},
        "seconds": round(time.monotonic() - began),
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        **found,
    }


def write(path: Path, found: dict[str, Any]) -> None:
    """As JSON, for programs."""
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _storm(
    network: Served, scene: Scene, data: Path, options: Namespace
) -> tuple[Kills, list[Writer]]:
    """Everybody writes until the last kill is over."""
    stop = threading.Event()
    hunted = targets(network, places_for(data))
    chances = [Random(options.seed + place) for place in range(len(hunted) + len(scene.desks))]
    writers = [Writer(network.port, desk, scene, chances.pop(), stop) for desk in scene.desks]
    kills = Kills(options.kills, lambda: sum(len(one.kept) for one in writers))
    connections.close_all()
    with ThreadPoolExecutor(len(writers) + len(hunted)) as threads:
        writing = [threads.submit(writer.run) for writer in writers]
        _written(writers)
        for hunt in [threads.submit(one.hunt, kills, chances.pop()) for one in hunted]:
            hunt.result()
        _written(writers)
        stop.set()
        for one in writing:
            one.result()
    return kills, writers


def _written(writers: list[Writer]) -> None:
    """Wait until everybody has been answered for one thing more."""
    before, until = [len(writer.kept) for writer in writers], time.monotonic() + PATIENCE
    while any(len(writer.kept) <= n for writer, n in zip(writers, before, strict=True)):
        if time.monotonic() > until:
            return
        time.sleep(0.05)


def _spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {"median": ordered[len(ordered) // 2], "longest": ordered[-1]}
