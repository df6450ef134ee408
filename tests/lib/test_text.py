"""Words: folded, sorted, cleaned, cut."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etabli.lib.ids import read_uid, uuid7
from etabli.lib.text import clean, clean_line, excerpt, fold, sort_key

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ÉQUIPES", "equipes"),
        ("L’Œuvre d’Ævar, Straße", "l’oeuvre d’aevar, strasse"),
        ("ﬁche n° 4²", "fiche n° 42"),
        ("İstanbul", "istanbul"),
        ("ΟΔΟΣ", "οδοσ"),
    ],
)
def test_folding_forgets_case_accents_and_ligatures(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_human_lists_sort_as_a_french_reader_expects() -> None:
    names = ["Zoé", "Étienne", "Eric", "de La Tour", "D’Artagnan", "Œuvre", "Opéra", "oser"]
    in_order = ["D’Artagnan", "de La Tour", "Eric", "Étienne", "Œuvre", "Opéra", "oser", "Zoé"]
    assert sorted(names, key=sort_key) == in_order
    assert sort_key("Côte  Saint-Roch ") == "cote saint roch"


@given(ANY_TEXT)
def test_cleaned_text_is_what_postgresql_and_browsers_take(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert "\x00" not in cleaned
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\r")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned


def test_cleaning_keeps_lines_tabs_and_non_breaking_spaces() -> None:
    assert clean("a\r\nb\rc\td\u00a0!") == "a\nb\nc\td\u00a0!"
    assert clean("x" * 10, limit=4) == "xxxx"


def test_a_title_is_one_line() -> None:
    assert clean_line("  Fuite\n\n rue \t des Ormes ") == "Fuite rue des Ormes"


def test_an_excerpt_is_cut_between_words() -> None:
    assert excerpt("Trois équipes partent à quatre heures", 20) == "Trois équipes…"
    assert excerpt("Court.", 20) == "Court."
    assert excerpt("x" * 50, 20) == "x" * 19 + "…"


def test_an_excerpt_reads_as_one_line() -> None:
    assert excerpt("Prévoir :\nsel\n\n  gants\nlampes") == "Prévoir : sel · gants · lampes"
    assert excerpt("On part tôt.\nVenez (à pied !)\nMerci") == "On part tôt. Venez (à pied !) Merci"
    assert excerpt("Sel\nGants\nLampes de rechange", 14) == "Sel · Gants…"
    letter = "Nous avons reçu votre lettre du douze et nous vous répondons\nque tout est prêt"
    assert excerpt(letter) == letter.replace("\n", " ")


@given(ANY_TEXT, st.integers(5, 60))
def test_an_excerpt_is_never_longer_than_asked(text: str, length: int) -> None:
    assert len(excerpt(text, length)) <= length


def test_public_ids_follow_time() -> None:
    ids = [uuid7() for _ in range(1000)]
    assert ids == sorted(ids)
    assert {one.version for one in ids} == {7}


@pytest.mark.parametrize("written", ["", "x", None, 3, "018f-zz", "\x00"])
def test_what_is_not_a_uid_is_none(written: object) -> None:
    assert read_uid(written) is None
    assert read_uid(str(uuid7())) is not None
