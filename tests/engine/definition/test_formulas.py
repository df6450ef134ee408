"""Formulas that cannot be taken are refused with file, line and sentence."""

from pathlib import Path

import pytest

from tests.engine.definition.writing import GOOD, problems

FORMULA = '  sum: {type: formula, value: "SOURCE", name: {fr: Calcul, en: Computed}SETTINGS}\n'
AFTER = "  helper: {type: person"
MORE = (
    "  hours: {type: number, name: {fr: Heures, en: Hours}}\n"
    "  day: {type: date, name: {fr: Jour, en: Day}}\n"
    "  people: {type: people, name: {fr: Avec, en: With}}\n"
    "  other: {type: formula, value: hours + 1, name: {fr: Autre, en: Other}}\n"
)


def with_formula(source: str, settings: str = "") -> str:
    line = FORMULA.replace("SOURCE", source).replace("SETTINGS", settings)
    return GOOD.replace(AFTER, f"{MORE}{line}{AFTER}")


GOOD_FORMULAS = [
    ("hours * 2", ""),
    ("hours * 2", ", filter: true, sort: true"),
    ("days(now() - created)", ""),
    ("day + duration('P3D')", ", as: date, sort: true"),
    ("now() - created", ", as: duration"),
    ("kind == 'water' ? 'H₂O' : title", ", as: text"),
    ("assignee == null && !final", ", as: boolean, filter: true"),
    ("size(people) + 1", ""),
    ("size(people.filter(p, p == true))", ""),
    ("hours / 3.0", ", as: money, currency: CHF"),
    ("hours / 3.0", ", as: percent, decimals: 1"),
]


@pytest.mark.parametrize(("source", "settings"), GOOD_FORMULAS)
def test_a_formula_that_holds_is_taken(tmp_path: Path, source: str, settings: str) -> None:
    assert problems(tmp_path, with_formula(source, settings)) == ()


FAULTS = [
    ("hour * 2", "", "Did you mean “hours”?"),
    ("hours *", "", "stops too early"),
    ("cost + hours", "", "“cost” is restricted"),
    ("other + 1", "", "“other” is a formula"),
    ("me == author", ", as: boolean", "not a field or a value"),
    ("title", "", "Write “as: text”"),
    ("hours", ", as: text", "does not give “text”"),
    ("[hours]", "", "gives one value"),
    ("days(now() - created)", ", filter: true", "“now()” changes while"),
    ("double(comments)", ", sort: true", "“comments” changes while"),
    ("people.map(x, people.map(y, 1))", "", "inside another"),
    ("hours", ", required: true", "Remove “required”"),
    ("hours", ", read: [member]", "Remove “read”"),
    ("size(title.matches('(a+)+') ? 1 : 2)", "", ""),
    ("'x' + " * 400 + "'y'", ", as: text", "Too long"),
]


@pytest.mark.parametrize(("source", "settings", "sentence"), FAULTS)
def test_a_formula_that_does_not_is_refused(
    tmp_path: Path, source: str, settings: str, sentence: str
) -> None:
    found = problems(tmp_path, with_formula(source, settings))
    if sentence:
        assert sentence in str(found[0])
        assert found[0].line == 20
        assert found[0].file.endswith("app.yaml")


def test_a_formula_that_would_run_long_is_refused(tmp_path: Path) -> None:
    text = with_formula("size(people.map(p, note + note + note))").replace(
        "  hours:",
        "  note: {type: text, multiline: true, max: 20000, name: {fr: N, en: N}}\n  hours:",
    )
    assert "too long to compute" in str(problems(tmp_path, text)[0])


def test_forms_moves_and_conditions_leave_formulas_alone(tmp_path: Path) -> None:
    text = with_formula("hours + 1")
    form = text + "forms:\n  create: {fields: [title, sum]}\n"
    assert "stands for nothing" in str(problems(tmp_path, form)[0])
    required = text.replace("who: [assignee], main", "who: [assignee], require: [sum], main")
    assert "stands for nothing" in str(problems(tmp_path, required)[0])
    shown = text.replace("  helper: {", '  helper: {shown: "sum > 2", ')
    assert "a form cannot depend on it" in str(problems(tmp_path, shown)[0])
    listed = text.replace("!final && kind == 'water'", "sum > 2")
    assert "filter: true" in str(problems(tmp_path, listed)[0])
    kept = with_formula("hours + 1", ", filter: true").replace("kind == 'water'", "sum > 2.0")
    assert problems(tmp_path, kept) == ()
