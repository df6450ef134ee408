"""Texts compared word by word."""

import time

from hypothesis import given
from hypothesis import strategies as st

from etabli.lib.diff import LONGEST, diff


def test_what_stayed_went_and_came():
    pieces = diff("Curer le fossé nord", "Curer le grand fossé sud")
    assert [(one.kind, one.text) for one in pieces] == [
        ("same", "Curer le "),
        ("new", "grand "),
        ("same", "fossé "),
        ("gone", "nord"),
        ("new", "sud"),
    ]


@given(st.text(max_size=80), st.text(max_size=80))
def test_each_side_reads_as_it_was(before, after):
    pieces = diff(before, after)
    assert "".join(one.text for one in pieces if one.kind != "new") == before
    assert "".join(one.text for one in pieces if one.kind != "gone") == after


def test_long_texts_are_shown_whole_and_at_once():
    began = time.monotonic()
    pieces = diff("a b " * LONGEST, "b a " * LONGEST)
    assert [one.kind for one in pieces] == ["gone", "new"]
    diff("le mot " * (LONGEST // 5), "un mot " * (LONGEST // 5))
    assert time.monotonic() - began < 5
