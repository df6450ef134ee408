"""Search: a rare word, a common one, two words, the beginning of one, and while typing."""

from collections.abc import Iterator
from urllib.parse import quote

from bench.asking import asked
from bench.measuring import Figure
from bench.organisation.words import COMMON, RARE
from bench.stage import Stage

TIMES = 40
QUESTIONS = {
    "rare word": RARE,
    "common word": COMMON[0],
    "two words": f"{COMMON[3]} {COMMON[9]}",
    "prefix": COMMON[5][:4],
}


def searching(stage: Stage) -> Iterator[tuple[str, Figure]]:
    """The page of results, then the suggestions as one types."""
    for name, words in QUESTIONS.items():
        yield from asked(stage, f"search, {name}", f"/recherche/?q={quote(words)}", TIMES)
    typed = f"/recherche/suggestions/?q={quote(QUESTIONS['prefix'])}"
    yield from asked(stage, "suggestions", typed, TIMES)
