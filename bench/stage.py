"""What the kinds of work have in common: the network, those who ask, what they ask for."""

from dataclasses import dataclass

from bench.clients import Browser
from bench.serving import Served
from bench.workloads.places import Places


@dataclass(frozen=True)
class Stage:
    """``readers``: by what they see. ``crowd``: others, who ask and write at once.
    ``listeners``: those who have an account to listen with. ``seconds``: that one figure may
    take, whatever the number of times it is asked for.
    """

    network: Served
    readers: dict[str, Browser]
    crowd: list[Browser]
    listeners: list[int]
    places: Places
    seconds: float
