"""What a French sentence of the interface must respect."""

import re

from babel.messages.catalog import Message, TranslationError
from babel.messages.checkers import python_format

# Spaces that must not break, quotes of the typewriter, and words that are not ours.
_RULES = (
    (re.compile(r"(?<=\w) [:;!?»]"), "an ordinary space before : ; ! ? or »"),
    (re.compile(r"« "), "an ordinary space after «"),
    (re.compile(r"«(?!\u00a0)|(?<!\u00a0)»"), "no unbreakable space inside « »"),
    (re.compile(r"(?<=\w)'(?=\w)"), "a straight apostrophe instead of ’"),
    (re.compile(r"(?<=\w)[!?;](?=\s|$)"), "no unbreakable space before ! ? or ;"),
    (re.compile(r"\.\.\."), "three points instead of …"),
    (re.compile(r"\u202f"), "U+202F, which the fonts lack"),
    (re.compile(r"\butilisat(eur|rice)s?\b", re.I), "« utilisateur »"),
)


def faults(message: Message) -> list[str]:
    """What is wrong with the French of a message, in words; [] when all is well."""
    forms = [message.string] if isinstance(message.string, str) else list(message.string)
    found = [why for form in forms for rule, why in _RULES if rule.search(form)]
    if "fuzzy" in message.flags:
        found.append("to be read again (fuzzy)")
    try:
        python_format(None, message)
    except TranslationError as error:
        found.append(str(error))
    return found
