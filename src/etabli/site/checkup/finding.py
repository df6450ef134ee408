"""What a check found."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """``state``: well, to watch, or wrong; ``check`` names it for programs."""

    check: str
    state: Literal["well", "watch", "wrong"]
    sentence: str


def well(check: str, sentence: str) -> Finding:
    return Finding(check, "well", sentence)


def watch(check: str, sentence: str) -> Finding:
    return Finding(check, "watch", sentence)


def wrong(check: str, sentence: str) -> Finding:
    return Finding(check, "wrong", sentence)
