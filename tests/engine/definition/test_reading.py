"""A file that cannot be read says on which line, and what to do."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etabli.platform.engine.definition.faults import DefinitionError
from etabli.platform.engine.definition.reading import read_yaml
from tests.engine.definition.writing import GOOD, problems

HOSTILE = [
    (b"a: 1\na: 2\na: 3\n", 2, "already written on line 1"),
    (b"? [1, 2]\n: 3\n", 1, "A key must be a word"),
    (b"? {a: b}\n: 3\n", 1, "A key must be a word"),
    (b"<<: {a: b}\n", 1, "A key must be a word"),
    (b"a: b\nc: \0\n", 2, "null character"),
    (b"a: b\nc: \xff\xfe\n", 2, "not UTF-8"),
    (b"a: &x [1]\nb: *x\n", 1, "Anchors"),
    (b"a: !!python/object:os.system x\n", 1, "tag"),
    (b"a: [1, 2\nb: 3\n", 2, "not readable YAML"),
    (b"a:\n\t- b\n", 2, "not readable YAML"),
    (b"[1, 2]", 1, "not a list of"),
    (b"", 1, "not a list of"),
    (b"a: " + b"[" * 5000 + b"]" * 5000, 1, "Too many levels"),
    (b"a: " + b"[" * 40 + b"]" * 40, 1, "Too many levels"),
    (b"a: " + b"9" * 5000, 1, "not a readable number"),
    (b"# " + b"x" * 2_000_000, 1, "too large"),
    (b"---\na: 1\n---\nb: 2\n", 3, "not readable YAML"),
]


@pytest.mark.parametrize(("content", "line", "said"), HOSTILE)
def test_hostile_files_are_refused(tmp_path: Path, content: bytes, line: int, said: str) -> None:
    found = problems(tmp_path, content)
    assert [one for one in found if one.line == line and said in one.en], found


def test_an_alias_bomb_costs_nothing(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert "Anchors" in problems(tmp_path, "\n".join(lines))[0].en


def test_on_and_no_are_words() -> None:
    source = read_yaml(b"on: no\nyes: off\nday: 2026-11-23\nok: true\n", "app.yaml")
    assert source.tree == {"on": "no", "yes": "off", "day": "2026-11-23", "ok": True}


def test_every_problem_of_a_file_is_said_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("icon: wrench", "icon: wrnch\ncolour: bleu").replace("to: do", "to: think")
    found = problems(tmp_path, text)
    assert [one.line for one in found] == [4, 5, 25]
    assert (
        found[1]
        .say("fr")
        .endswith(
            "app.yaml:5: «\u00a0colour\u00a0» n’est pas une clé connue ici. "
            "Vouliez-vous dire «\u00a0hue\u00a0»\u00a0?"
        )
    )
    assert found[1].say("en").endswith("“colour” is not a key known here. Did you mean “hue”?")
    assert "Did you mean “wrench”?" in found[0].en


@given(
    content=st.binary(max_size=300)
    | st.text(alphabet="ab:-[]{}&*!|>?'\"#, \n\t01.~%@`\u2028é", max_size=120).map(str.encode)
)
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        source = read_yaml(content, "app.yaml")
    except DefinitionError as error:
        assert error.problems
        return
    assert isinstance(source.tree, dict)
