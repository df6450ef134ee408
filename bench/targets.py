"""What is promised, for the full size on two cores."""

from dataclasses import dataclass

from bench.measuring import Figure


@dataclass(frozen=True)
class Target:
    """Milliseconds, CPU milliseconds of our processes, and how many a second; 0: no promise."""

    p50: float = 0.0
    p95: float = 0.0
    cpu: float = 0.0
    rate: float = 0.0

    def missed(self, found: Figure) -> list[str]:
        """What does not hold, in words."""
        words = [
            f"{name} {getattr(found, name):g} > {wanted:g}"
            for name in ("p50", "p95", "cpu")
            if (wanted := getattr(self, name)) and getattr(found, name) > wanted
        ]
        if self.rate and found.rate < self.rate:
            words.append(f"{found.rate:g} < {self.rate:g} a second")
        return words


# By the beginning of a figure's name.
TARGETS = {
    "home [": Target(15, 30, cpu=10),
    "home, 8 people": Target(rate=120),
    "item with 50": Target(12, 25),
    "table": Target(20, 40),
    "search": Target(60, 150),
    "comment written": Target(12, 25),
    "comments, 8": Target(rate=100),
    "last of 50 ": Target(40, 80),
    "last of 5000": Target(600),
    "kB a stream": Target(25),
    "start, warm": Target(5),
    "memory, idle": Target(250),
}


def missed(name: str, found: Figure) -> list[str]:
    """What a figure misses of what is promised for it."""
    wanted = next((target for start, target in TARGETS.items() if name.startswith(start)), None)
    return wanted.missed(found) if wanted else []
