"""What formulas may cost is told before they run, and holds when they do."""

import time

import pytest

from etabli.lib import expression
from etabli.lib.expression import ExpressionError

NAMES = {"text": str, "few": list, "many": list, "n": float}
SIZES = {"few": 100, "many": 1000}
WORST = {"text": "a" * 20_000, "few": ["b" * 200] * 100, "many": ["b" * 200] * 1000, "n": 3.0}

TAKEN = [
    "n * n + 2.0",
    "text + text + text",
    "text.contains('aaaaaaaab')",
    "text.matches('(a+)+b') ? 1 : 2",
    "few.map(x, x + x)",
    "sum(few.map(x, double(size(x))))",
    "size(few.filter(x, x.contains('c')))",
    "size(few.filter(x, x.matches('(b+)+c')))",
    "many.all(x, x == 'b')",
]


@pytest.mark.parametrize("source", TAKEN)
def test_what_is_taken_answers_at_once_with_the_largest_values(source: str) -> None:
    made = expression.compile(source, NAMES, sizes=SIZES)
    began = time.process_time()
    made.evaluate(WORST)
    assert time.process_time() - began < 1


REFUSED = [
    "many.map(x, x)",
    "few.map(x, text + x)",
    "many.exists(x, text.contains(x))",
    "many.filter(x, x.matches('a'))",
    "few.exists(x, (text + text + text + text).matches(text))",
]


@pytest.mark.parametrize("source", REFUSED)
def test_what_could_run_long_is_refused(source: str) -> None:
    with pytest.raises(ExpressionError, match="too long to compute"):
        expression.compile(source, NAMES, sizes=SIZES)


def test_reading_the_clock_is_known() -> None:
    assert expression.compile("n + hours(now() - now())", NAMES).timed
    assert not expression.compile("n + 1.0", NAMES).timed
