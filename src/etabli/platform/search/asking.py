"""What somebody types, read as a question.

« mots » must follow each other, -mot must be absent, the last word may be unfinished. All the
rest is words: nothing one can type is an error.
"""

import re
import unicodedata
from dataclasses import dataclass

from etabli.lib.text import clean_line, fold

LONGEST = 400
"""Characters read of a question."""
WORDS = 12
"""Words looked for at most."""
LETTERS = 60
"""Letters of a word at most."""
OPEN = 3
"""Letters from which a word being typed is taken for the beginning of others."""

_PIECES = re.compile(
    r'(?P<minus>(?<!\S)-)?(?:["«“]\s*(?P<phrase>[^"»”]*)["»”]?|(?P<words>[^\s"«“]+))'
)

# Said in nearly every text: left out of questions that have other words. Folded.
STOPS = frozenset(
    "a au aux avec c ce ces cet cette d dans de des du elle en est et eux il ils j je l la le"
    " les leur leurs lui m ma mais me mes moi mon n ne nos notre nous on ou par pas pour qu que"
    " qui s sa se ses son sont sur t ta te tes toi ton tu un une vos votre vous y"
    " an and are as at be by for from has have he her his i in is it its my not of or our she"
    " so that the their them they this to was we were what which who will with you your".split()
)


@dataclass(frozen=True)
class Question:
    """``musts`` and ``nots`` hold words, or phrases of several; ``open`` is the word that may
    be unfinished. ``text`` is what was typed, tidied.
    """

    text: str = ""
    musts: tuple[str, ...] = ()
    nots: tuple[str, ...] = ()
    open: str = ""

    @property
    def empty(self) -> bool:
        """Whether it asks for nothing."""
        return not (self.musts or self.open)

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words it looks for, but for the unfinished one."""
        return tuple(word for must in self.musts for word in words_of(must))


def read_question(typed: str) -> Question:
    """The question in what was typed, whatever it is."""
    text = clean_line(typed, LONGEST)
    musts: list[str] = []
    nots: list[str] = []
    last = ""
    for piece in _PIECES.finditer(text):
        found = words_of(piece["phrase"] or piece["words"] or "")
        if piece["minus"]:
            nots += found
        elif piece["phrase"] is not None:
            musts += [" ".join(found)] if found else []
        else:
            musts += found
            last = found[-1] if found and piece.end() == len(text) else ""
    kept = _without_stops(musts)[:WORDS]
    open_word = last if len(last) >= OPEN and kept and kept[-1] == last else ""
    return Question(
        text,
        musts=tuple(kept[:-1] if open_word else kept),
        nots=tuple(nots[:WORDS]),
        open=open_word,
    )


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    spaced = "".join(letter if _is_letter(letter) else " " for letter in fold(text))
    return [word[:LETTERS] for word in spaced.split()]


def _is_letter(character: str) -> bool:
    # Marks too: Hindi and Arabic write vowels with them.
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _without_stops(musts: list[str]) -> list[str]:
    return [must for must in musts if must not in STOPS] or musts
