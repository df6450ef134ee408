"""What ``acknowledgeable`` cannot do is refused when the definition is read."""

from pathlib import Path

import pytest

from tests.engine.definition.writing import changed, problems

FAULTS = [
    ("{}", ""),
    ("{who: [helper], states: [new], within: P2D}", ""),
    ("{who: member, when: \"kind == 'water'\"}", ""),
    ("{who: [kind]}", "“kind” stands for nothing"),
    ("{who: [cost]}", "stands for nothing"),
    ("{by: kind}", "stands for nothing"),
    ("{states: [done]}", "“done” is final"),
    ("{states: [nwe]}", "Did you mean “new”?"),
    ("{watch: [helpr]}", "Did you mean “helper”?"),
    ("{when: kinds == 1}", "Did you mean “kind”?"),
    ("{when: created < now()}", "without now()"),
    ("{within: soon}", "not a duration"),
]


@pytest.mark.parametrize(("settings", "sentence"), FAULTS)
def test_it_holds_or_says_why(tmp_path: Path, settings: str, sentence: str) -> None:
    text = changed("  assignable: {}", f"  assignable: {{}}\n  acknowledgeable: {settings}")
    found = problems(tmp_path, text)
    if not sentence:
        assert found == ()
        return
    assert sentence in str(found[0])
    assert found[0].line == 21
