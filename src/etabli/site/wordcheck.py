"""`bin/words`: keeps the catalogues up to date, and says what the French still lacks."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Message, TranslationError
from babel.messages.checkers import python_format

from etabli.site import words

Key = tuple[str, str | None]

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
    found = [why for form in _forms(message) for rule, why in _RULES if rule.search(form)]
    if "fuzzy" in message.flags:
        found.append("to be read again (fuzzy)")
    try:
        python_format(None, message)
    except TranslationError as error:
        found.append(str(error))
    return found


def differences(home: Path, every_home: Sequence[Path]) -> list[str]:
    """What is wrong with a catalogue: one sentence each."""
    place = (home / words.PO).relative_to(words.SOURCE)
    today = {_key(message): message for message in words.merged(home, every_home) if message.id}
    kept = {_key(message) for message in words.read(home) if message.id}
    found = [
        f"{place}: no longer said: {_short(key)}" for key in sorted(kept - set(today), key=str)
    ]
    for key, message in today.items():
        lacking = key not in kept or not all(_forms(message))
        wrong = ["has no French"] if lacking else faults(message)
        found += [f"{place}: {_short(key)}: {fault}" for fault in wrong]
    return found


def contradictions(every_home: Sequence[Path]) -> list[str]:
    """Strings that two catalogues put in different French: one of them would not be seen."""
    said: dict[Key, tuple[tuple[str, ...], Path]] = {}
    found = []
    for home in every_home:
        for message in words.read(home):
            if not message.id or not all(_forms(message)):
                continue
            form, other = said.setdefault(_key(message), (_forms(message), home))
            if form != _forms(message):
                found.append(f"{home.name} and {other.name} differ on {_short(_key(message))}")
    return found


def _key(message: Message) -> Key:
    identity = message.id if isinstance(message.id, str) else message.id[0]
    return identity, message.context


def _forms(message: Message) -> tuple[str, ...]:
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def _short(key: Key) -> str:
    return repr(key[0] if len(key[0]) < 70 else key[0][:67] + "…")


def main(arguments: Sequence[str]) -> int:
    """Updates the catalogues; with --check, changes nothing and fails if something is missing."""
    every_home = words.homes()
    wrong: list[str] = []
    for home in every_home:
        if "--check" not in arguments:
            words.update(home, every_home)
        wrong += differences(home, every_home)
    wrong += contradictions(every_home)
    print("\n".join(wrong) or "Every string has its French.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
