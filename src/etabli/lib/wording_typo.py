"""French typography: unbreakable spaces and the typographic apostrophe.

U+00A0 is the only unbreakable space used: the fonts have no U+202F.
"""

import re

NBSP = "\u00a0"

_BEFORE = re.compile(r"[ \u202f](?=[:;!?»](?:\s|$|[.,)»\]]))")
_OPENING = re.compile(r"«[ \u202f]?(?=\S)")
_CLOSING = re.compile(r"(?<=\S)[ \u202f]?»")
_UNIT = re.compile(
    r"(?<=\d)[ \u202f](?=(?:€|%|°|h|min|s|j|km|m|cm|mm|kg|g|t|l|Ko|Mo|Go|px)\b|€|%|°)"
)
_NUMBER = re.compile(r"\b(n°|p\.|M\.|Mme|art\.)[ \u202f](?=\S)")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


def typo(text: str, language: str = "fr") -> str:
    """The text as a French printer would set it; untouched in other languages.

    Only spaces that are already written are made unbreakable, except inside
    guillemets, so that addresses, hours and code keep their colons.
    """
    if language != "fr":
        return text
    text = _APOSTROPHE.sub("\u2019", text)
    text = _OPENING.sub("«" + NBSP, text)
    text = _CLOSING.sub(NBSP + "»", text)
    text = _BEFORE.sub(NBSP, text)
    text = _UNIT.sub(NBSP, text)
    return _NUMBER.sub(lambda found: found[1] + NBSP, text)
