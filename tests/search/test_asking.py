"""What people type, read as a question; nothing one can type is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etabli.platform.search.asking import LONGEST, WORDS, read_question, words_of


@pytest.mark.parametrize(
    ("typed", "musts", "nots", "open_word"),
    [
        ("", (), (), ""),
        ("plan", (), (), "plan"),
        ("plan ", (), (), "plan"),
        ("le plan de viabilité", ("plan",), (), "viabilite"),
        ("les", (), (), "les"),
        ("ab", ("ab",), (), ""),
        ("L’élection", (), (), "election"),
        ("« plan neige » sel", ("plan neige",), (), "sel"),
        ('"plan neige', ("plan neige",), (), ""),
        ("sel -neige", ("sel",), ("neige",), ""),
        ("2026-031", ("2026",), (), "031"),
        ("a.b@c.fr", ("b", "fr"), (), ""),
        ("!!! ??? :*", (), (), ""),
        ("-sel", (), ("sel",), ""),
    ],
)
def test_a_question_is_words_phrases_and_what_is_left_out(
    typed: str, musts: tuple[str, ...], nots: tuple[str, ...], open_word: str
) -> None:
    question = read_question(typed)
    assert (question.musts, question.nots, question.open) == (musts, nots, open_word)


@given(st.text(max_size=2000))
def test_anything_is_a_question(typed: str) -> None:
    question = read_question(typed)
    assert len(question.text) <= LONGEST
    assert len(question.musts) + bool(question.open) <= WORDS
    for word in (*question.words, question.open):
        assert word == "" or words_of(word) == [word]
