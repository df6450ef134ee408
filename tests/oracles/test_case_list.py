"""Each case of abuse and fault that was promised has a test that begins with its number."""

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
REQUIRED = """
A1 A2 A3 A4 A5 A6 A8 A9 A10 A19 A20 A21 A22 A25
B1 B2 B3 B7 B8 B9 B10 B11 B15 B16
C1 C6 C7 C8 C11
D8 D9 D12
F1 F2 F3 F4 F5 F9 F12 F14
"""
# test_b2_b3_… is a test of both cases.
NUMBERED = re.compile(r"^def test((?:_[a-f]\d+)+)_[a-z]", re.M)


def cases_in(text: str) -> set[str]:
    return {case.upper() for found in NUMBERED.findall(text) for case in found[1:].split("_")}


def test_each_case_has_a_test_of_its_number() -> None:
    found = set().union(*(cases_in(path.read_text("utf-8")) for path in TESTS.rglob("test_*.py")))
    assert set(REQUIRED.split()) - found == set()


def test_a_case_is_told_by_the_name_of_a_test_alone() -> None:
    assert cases_in("def test_b2_b3_what_runs(world):\n    # test_a1\n") == {"B2", "B3"}
    assert cases_in("def test_what_is_f1_is_no_case():\n") == set()
