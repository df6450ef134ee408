"""An extract of a text around the words that were looked for, and these words marked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from markupsafe import Markup, escape

from etabli.lib.text import fold, on_one_line
from etabli.platform.search.asking import Question

WINDOW = 2000
"""Characters in which words are marked."""
DEEPEST = 60_000
"""Characters searched for where to open the window."""
EXCERPT = 240
"""Characters shown."""
BEFORE = 60
"""Characters shown before the first word found."""

MARKED_WORD = Markup("<mark>{}</mark>")
_WORDS = re.compile(r"[^\W_]+")
MARKED = "SELECT search_marked(%s, %s, %s)"


@dataclass(frozen=True)
class Marker:
    """Marks words; ``looked_for`` holds the folded ones that an answer may have."""

    looked_for: frozenset[str]

    def mark(self, text: str) -> Markup:
        """The text as safe HTML, its words found marked."""
        parts: list[Markup] = []
        last = 0
        for start, end in self._found(text):
            parts += [escape(text[last:start]), MARKED_WORD.format(text[start:end])]
            last = end
        return Markup("").join([*parts, escape(text[last:])])

    def excerpt(self, text: str) -> Markup:
        """A few words around the first one found, marked; the beginning without any."""
        first = next(self._found(text), (0, 0))[0]
        start = _word_start(text, max(0, first - BEFORE)) if first > BEFORE else 0
        end = _word_end(text, start + EXCERPT)
        shown = self.mark(text[start:end].strip())
        return Markup("").join(["… " if start else "", shown, "…" if end < len(text) else ""])

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        spans = [word.span() for word in _WORDS.finditer(text) if fold(word[0]) in self.looked_for]
        return iter(_joined(text, spans))


def marker_of(question: Question, texts: Iterable[str]) -> Marker:
    """A marker for some texts: the database says which of their words answer the question."""
    starts = {word[0] for word in (*question.words, question.open) if word}
    words = {
        folded
        for text in texts
        for word in _WORDS.findall(text)
        if (folded := fold(word)) and folded[0] in starts
    }
    if not words:
        return Marker(frozenset())
    with connection.cursor() as cursor:
        cursor.execute(MARKED, [sorted(words), list(question.words), question.open])
        return Marker(frozenset(row[0] for row in cursor.fetchall()))


def window(text: str, question: Question) -> str:
    """The part of a long text to look at: from shortly before a word that may answer."""
    flat = on_one_line(text[:DEEPEST])
    if len(flat) <= WINDOW:
        return flat
    folded = fold(flat)
    # Stems keep the beginnings of words; folding changes lengths a little, a margin covers it.
    places = [folded.find(word[:5]) for word in (*question.words, question.open) if word]
    first = min((place for place in places if place >= 0), default=0)
    start = max(0, first - WINDOW // 4)
    return flat[_word_start(flat, start) if start else 0 :][:WINDOW]


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Words that only a space parts are marked as one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and text[joined[-1][1] : start].isspace():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _word_start(text: str, place: int) -> int:
    space = text.find(" ", place)
    return space + 1 if 0 <= space < place + 40 else place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, place - 40), place)
    return space if space > 0 else place
