"""What is wrong in a definition, said in French and in English, with file and line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from pydantic_core import PydanticCustomError

Lang = Literal["fr", "en"]
Path = tuple[str | int, ...]
"""Where in the definition: keys and positions from the root."""

_BEFORE_HIGH_MARK = re.compile(r" (?=[:;!?»])")
_AFTER_GUILLEMET = re.compile(r"« ")


def typeset(french: str) -> str:
    """French spacing: a no-break space before : ; ! ? and inside « »."""
    return _AFTER_GUILLEMET.sub("«\u00a0", _BEFORE_HIGH_MARK.sub("\u00a0", french))


@dataclass(frozen=True)
class Fault:
    """A wrong place in a definition and a sentence, in each language, that says what to do."""

    path: Path
    fr: str
    en: str


@dataclass(frozen=True)
class Problem:
    """A fault placed in its file."""

    file: str
    line: int
    fr: str
    en: str

    def say(self, lang: Lang) -> str:
        """``file:line: sentence`` in one language."""
        sentence = typeset(self.fr) if lang == "fr" else self.en
        return f"{self.file}:{self.line}: {sentence}"

    def __str__(self) -> str:
        return f"{self.say('fr')}\n{self.say('en')}"


class DefinitionError(Exception):
    """A definition was refused. ``problems`` says everything found wrong, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=lambda p: (p.file, p.line, p.en)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def refuse(fr: str, en: str) -> PydanticCustomError:
    """The error a pydantic validator raises when it has its own sentence to say."""
    return PydanticCustomError("refused", "{en}", {"fr": fr, "en": en})


_MEANT = {
    **dict.fromkeys(("colour", "color", "couleur", "teinte"), "hue"),
    **dict.fromkeys(("label", "nom", "libelle"), "name"),
    **dict.fromkeys(("permissions", "rights", "droits"), "may"),
    **dict.fromkeys(("transitions", "actions", "passages"), "moves"),
    **dict.fromkeys(("stages", "steps", "etapes", "status"), "states"),
    **dict.fromkeys(("champs", "properties"), "fields"),
    **dict.fromkeys(("mandatory", "obligatoire"), "required"),
    **dict.fromkeys(("description", "help", "aide"), "hint"),
    **dict.fromkeys(("filter_by", "condition", "if"), "where"),
    **dict.fromkeys(("values", "choices", "enum"), "options"),
    **dict.fromkeys(("order", "order_by"), "sort"),
    "id": "app",
    "due": "within",
    "metrics": "measures",
    "vues": "views",
}
"""Words people write for those of the format."""


def suggestion(word: object, known: Iterable[str]) -> tuple[str, str]:
    """« Vouliez-vous dire … ? » in both languages, or two empty strings."""
    known = set(known)
    close = get_close_matches(str(word), sorted(known), n=1, cutoff=0.7)
    meant = _MEANT.get(str(word).lower())
    if meant in known:
        close = [str(meant)]
    close = close or get_close_matches(str(word), sorted(known), n=1, cutoff=0.5)
    if not close:
        return "", ""
    return f" Vouliez-vous dire « {close[0]} » ?", f" Did you mean “{close[0]}”?"


def choices(words: Iterable[str]) -> tuple[str, str]:
    """The words one may write here, as the end of a sentence in both languages."""
    listed = sorted(words)
    if not listed:
        return "", ""
    return f" Possible : {', '.join(listed)}.", f" Possible: {', '.join(listed)}."
