"""What ``reviewable`` and ``versioned`` cannot do is refused when the definition is read."""

from pathlib import Path

import pytest

from tests.engine.definition.writing import changed, problems

FAULTS = [
    ("reviewable: {every: P6M}", ""),
    ("reviewable: {every: P6M, by: [helper, animator], warn: P2M}", ""),
    ("reviewable: {}", "“every” is missing"),
    ("reviewable: {every: often}", "not a duration"),
    ("reviewable: {every: P1M, warn: P2M}", "Write less than"),
    ("reviewable: {every: P6M, by: [helpr]}", "Did you mean “helper”?"),
    ("reviewable: {every: P6M, on: kind}", "stands for nothing"),
    ("versioned: {}", ""),
    ("versioned: {read_again: true}", "Nobody says here that they have read"),
    ("expiring: {}", "take “reviewable”"),
]


@pytest.mark.parametrize(("behaviour", "sentence"), FAULTS)
def test_it_holds_or_says_why(tmp_path: Path, behaviour: str, sentence: str) -> None:
    text = changed("  assignable: {}", f"  assignable: {{}}\n  {behaviour}")
    found = problems(tmp_path, text)
    assert bool(found) == bool(sentence)
    if sentence:
        assert sentence in str(found[0])
        assert found[0].line == 21
