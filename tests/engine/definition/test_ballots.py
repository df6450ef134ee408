"""What ``ballot`` cannot do is refused when the definition is read."""

from pathlib import Path

import pytest

from tests.engine.definition.writing import changed, problems

FIELDS = (
    "  answers: {type: options, required: true, name: {fr: R, en: A}}\n"
    "  free: {type: options, name: {fr: R, en: A}}\n"
    "  hidden: {type: boolean, name: {fr: S, en: S}}\n"
    "  helper: {type: person"
)
FAULTS = [
    ("{options: answers}", ""),
    ("{options: answers, secret: true, many: hidden, answers: true}", ""),
    ("{options: answers, secret: hidden, who: [member]}", ""),
    ("{}", "“options” is missing"),
    ("{options: kind}", "stands for nothing"),
    ("{options: free}", "Without answers to choose"),
    ("{options: answers, secret: kind}", "stands for nothing"),
    ("{options: answers, least: 2}", "Too small"),
    ("{options: answers, who: [everyone]}", "stands for nothing"),
]


@pytest.mark.parametrize(("settings", "sentence"), FAULTS)
def test_it_holds_or_says_why(tmp_path: Path, settings: str, sentence: str) -> None:
    text = changed("  helper: {type: person", FIELDS).replace(
        "  assignable: {}", f"  assignable: {{}}\n  ballot: {settings}"
    )
    found = problems(tmp_path, text)
    assert bool(found) == bool(sentence)
    if sentence:
        assert sentence in str(found[0])
