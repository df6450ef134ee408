"""Archives of messages written by code."""

import gzip
import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def message(number: int, **more: Any) -> dict[str, Any]:
    """One line."""
    return {
        "channel_id": 7,
        "channel": "Halle",
        "topic": "Le toit",
        "id": number,
        "ts": 1_600_000_000 + number,
        "sender": "Ana Diaz",
        "html": f"<p>message {number}</p>",
    } | more


def many(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Messages of some people in some topics of some channels, their lines shuffled."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        channel = chance.randrange(4)
        made.append(
            message(
                number + 1,
                channel_id=channel,
                channel=f"canal {channel}",
                topic=f"sujet {chance.randrange(12)}",
                sender=f"Personne {chance.randrange(9)}",
            )
        )
    chance.shuffle(made)
    return made


def written(path: Path, lines: Iterable[Any]) -> Path:
    """A file of these lines, gzipped when its name says so; texts are written as they are."""
    text = "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in lines)
    content = text.encode("utf-8", "surrogatepass")
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path
