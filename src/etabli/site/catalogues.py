"""Compiles the translations of all apps into one catalogue a language, in the data folder.

Babel does it: the gettext programs need not be installed.
"""

import os
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("fr", "en")
INSIDE = Path("LC_MESSAGES")


def compile_catalogues(source: Path, target: Path) -> bool:
    """Compile what is older than its sources. Returns whether there was anything to do."""
    worked = False
    for language in LANGUAGES:
        files = sorted(source.glob(f"**/locale/{language}/LC_MESSAGES/*.po"))
        compiled = target / language / INSIDE / "django.mo"
        if files and _is_stale(compiled, files):
            _compile(language, files, compiled)
            worked = True
    return worked


def _is_stale(compiled: Path, files: list[Path]) -> bool:
    """Whether the list of files, one of them or its date differs from what was compiled."""
    known = compiled.with_suffix(".from")
    return not compiled.exists() or not known.exists() or known.read_text() != _sources(files)


def _sources(files: list[Path]) -> str:
    return "\n".join(f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}" for file in files)


def _compile(language: str, files: list[Path], compiled: Path) -> None:
    whole = Catalog(locale=language)
    for file in files:
        with file.open("rb") as po:
            catalogue = read_po(po, locale=language, abort_invalid=True)
        for message in catalogue:
            if message.id and not message.fuzzy:
                whole[message.id] = message
    compiled.parent.mkdir(parents=True, exist_ok=True)
    half = compiled.with_name(f"django.{os.getpid()}.half")
    with half.open("wb") as mo:
        write_mo(mo, whole)
    half.replace(compiled)
    compiled.with_suffix(".from").write_text(_sources(files))
