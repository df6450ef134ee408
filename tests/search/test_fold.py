"""The database folds words as the program does."""

import unicodedata

from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etabli.lib.text import fold

# Characters that both Unicode tables know: the database's may be younger than Python's.
KNOWN = st.characters(exclude_categories=["Cs", "Cn", "Co"], exclude_characters="\x00")
FRENCH = st.sampled_from("éèêëàâäîïôöùûüçœæÉÈÀÇŒÆßİıſﬁ’«»Åςσ\u0301\u0327 -'")


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(KNOWN | FRENCH, max_size=60))
def test_the_database_folds_as_the_program_does(database: str, text: str) -> None:
    assert in_database(text) == fold(text)


def test_every_letter_folds_alike(database: str) -> None:
    letters = [
        letter
        for number in range(1, 0x30000)
        if unicodedata.category(letter := chr(number)) not in ("Cs", "Cn", "Co")
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_fold(x) FROM unnest(%s::text[]) x", [letters])
        folded = [row[0] for row in cursor.fetchall()]
    different = [
        letter for letter, there in zip(letters, folded, strict=True) if there != fold(letter)
    ]
    assert different == []


def in_database(text: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_fold(%s)", [text])
        return str(cursor.fetchone()[0])
