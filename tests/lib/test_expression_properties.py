"""Conditions and formulas: what is true of all of them."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from etabli.lib import expression
from etabli.lib.expression import ExpressionError
from tests.lib.test_expression import DAY, NAMES, NOW

OPERANDS = {
    "cost": st.floats(-5, 5).map(lambda n: float(round(n))),
    "state": st.sampled_from(["", "a", "b"]),
    "final": st.booleans(),
    "seen": st.timedeltas(-DAY, DAY).map(lambda before: NOW - before),
}
COMPARISONS = st.one_of(
    st.builds(
        "cost {} {}".format, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), st.integers(-5, 5)
    ),
    st.builds(
        "state {} '{}'".format, st.sampled_from(["<", "==", "!=", ">="]), st.sampled_from("ab")
    ),
    st.sampled_from(
        ["final", "state in ['a', '']", "seen < now()", "true", "seen >= today() + duration('6h')"]
    ),
)
CONDITIONS = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        st.builds("({} && {})".format, inner, inner),
        st.builds("({} || {})".format, inner, inner),
        st.builds("!({})".format, inner),
    ),
    max_leaves=6,
)


@given(CONDITIONS, st.fixed_dictionaries(OPERANDS))
def test_the_tree_answers_as_the_evaluator_does(source: str, values: dict[str, Any]) -> None:
    condition = expression.compile(source, NAMES)
    computed = expression.compile(f"({source}) ? 1 : 0", NAMES)
    assert condition.tree is not None and computed.tree is None
    assert condition.evaluate(values, now=NOW) == bool(computed.evaluate(values, now=NOW))


@given(st.text(max_size=60))
def test_any_text_is_compiled_or_refused_with_a_sentence(source: str) -> None:
    try:
        expression.compile(source, NAMES)
    except ExpressionError as error:
        assert error.sentence.endswith(".")


@given(
    st.lists(
        st.sampled_from(
            [
                *"( ) [ ] ! - + * / % ? : && || == < in . ,".split(),
                *NAMES,
                "1",
                "'a'",
                "size",
                "map",
            ]
        ),
        max_size=14,
    )
)
def test_any_words_are_compiled_or_refused(words: list[str]) -> None:
    source = " ".join(words)
    try:
        compiled = expression.compile(source, NAMES)
        compiled.evaluate({"cost": 1, "state": "a", "tags": ["a"]}, now=NOW)
    except ExpressionError as error:
        assert error.sentence.endswith(".")
