"""Words as people write, compare and sort them."""

import re
import unicodedata
from itertools import pairwise

# The same folding, as SQL over a parameter called `value`: search folds on both sides, and
# tests hold the two equal. The range is that of the combining accents, so that the marks
# which Arabic, Hebrew or Hindi need to be read stay.
FOLD_SQL = (
    "replace(replace(replace(replace(lower(regexp_replace(normalize(value, NFKD),"
    " '[\\u0300-\\u036f]+', '', 'g')), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'ς', 'σ')"
)

TEXT_LIMIT = 200_000
"""Characters that one text keeps at most."""

WRAPPED = 60
"""Characters from which a line may have been broken only to fit the width of a letter."""

_ACCENTS = re.compile("[\u0300-\u036f]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ς": "σ"})
# Control characters (NUL included) other than tab and line feed; lone surrogates; bidirectional
# embeddings, overrides and isolates, which make a text read otherwise than it is stored;
# non-characters and the byte order mark.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_DRAWN_ALIKE = str.maketrans(
    "АВЕЗКМНОРСТУХІЈЅԌԚԜаесорухіјѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικυρτχα01",
    "ABE3KMHOPCTYXIJSGQWaecopyxijshdqwABEZHIKMNOPTYXovikuptxaol",
)
_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")
_SPACES = re.compile(r"\s+")
# A sentence, or the words before a list, up to the sign that closes them.
_CLOSED = re.compile(r"[.!?…:;,][\s»”’\")\]]*$")


def fold(text: str) -> str:
    """Lower case without accents or ligatures: « Œuvre » and « oeuvre » are one word."""
    if text.isascii():
        return text.lower()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return bare.lower().translate(_LIGATURES)


def sort_key(name: str) -> str:
    """What human lists sort by: the embedded PostgreSQL has no French collation.

    Apostrophes and hyphens count as spaces, so that « Saint-Roch » stands by « Saint Roch ».
    """
    letters = (letter if letter.isalnum() else " " for letter in fold(name))
    return " ".join("".join(letters).split())


def skeleton(text: str) -> str:
    """What a name looks like: names with the same one are taken for one another.

    Letters of the Greek and Cyrillic alphabets that are drawn as Latin ones become these; marks
    that nobody sees, spaces and signs go. Follows the idea of Unicode's UTS 39, for the alphabets
    that are mixed up in practice.
    """
    seen = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Mn"))
    return sort_key(seen.translate(_DRAWN_ALIKE)).replace(" ", "").translate(_DRAWN_ALIKE)


def clean(text: str, limit: int = TEXT_LIMIT) -> str:
    """Text that PostgreSQL keeps and browsers show as it is: NFC, without control characters.

    Line ends become line feeds. At most `limit` characters are kept; a form that must not lose
    any checks the length first.
    """
    text = text[:limit]
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNWANTED.sub("", _LINE_ENDS.sub("\n", text)))[:limit]


def clean_line(text: str, limit: int = 500) -> str:
    """A name or a title: cleaned, on one line, without spaces around."""
    return _SPACES.sub(" ", clean(text)).strip()[:limit].rstrip()


def excerpt(text: str, length: int = 200) -> str:
    """The beginning of a text on one line, cut between two words, with « … » when cut.

    Lines that no sign closes, as those of a list, are parted by « · ».
    """
    line = on_one_line(text[: length * 4 + 200])
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    if line[length - 1] != " " and " " in cut[length // 2 :]:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:.!?·«(-–—\u00a0") + "…"


def on_one_line(text: str) -> str:
    """The lines of a text one after the other; those that no sign closes are parted by « · »."""
    lines = [line for part in text.splitlines() if (line := _SPACES.sub(" ", part).strip())]
    said = lines[0] if lines else ""
    for before, line in pairwise(lines):
        # A long line that goes on in lower case is a sentence of a letter, broken to fit.
        goes_on = len(before) >= WRAPPED and line[0].islower()
        said += (" " if goes_on or _CLOSED.search(before) else " · ") + line
    return said
