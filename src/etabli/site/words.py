"""The strings of the interface, collected from the sources into the catalogues of the apps.

Each app keeps its own `locale/fr/LC_MESSAGES/django.po`. Strings are English in the
sources (`_("…")`, `{{ _("…") }}`, and the sentences of SaidError); English needs no file.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parents[1]
PO = Path("locale") / "fr" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "__": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEADER = rb"""# French of the interface.
msgid ""
msgstr ""
"Language: fr\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
_SAID = re.compile(r"^class (\w+)\(([\w, .]+)\):", re.M)


def homes(source: Path = SOURCE) -> list[Path]:
    """The folders that have a catalogue of their own: apps, and `lib` and `site`."""
    found = {file.parent for file in source.rglob("apps.py")}
    return sorted(found | {source / "lib", source / "site"})


def sources(home: Path, every_home: Sequence[Path]) -> Iterator[Path]:
    """The Python files and templates whose strings belong to one catalogue."""
    inside = [other for other in every_home if other != home and home in other.parents]
    for file in sorted([*home.rglob("*.py"), *home.rglob("templates/**/*.html")]):
        if not any(other in file.parents for other in inside):
            yield file


def refusals(source: Path) -> list[str]:
    """The names of SaidError and of every class made from it."""
    classes = [
        (name, parents)
        for file in sorted(source.rglob("*.py"))
        for name, parents in _SAID.findall(file.read_text("utf-8"))
    ]
    names = {"SaidError"}
    while more := {
        name
        for name, parents in classes
        if name not in names and names & set(re.findall(r"\w+", parents))
    }:
        names |= more
    return sorted(names)


def collect(home: Path, every_home: Sequence[Path]) -> Catalog:
    """What the sources of one home say today, in English."""
    keywords = KEYWORDS | dict.fromkeys(refusals(SOURCE), None)
    catalog = Catalog(locale="fr")
    for file in sources(home, every_home):
        method = "python" if file.suffix == ".py" else "jinja2.ext:babel_extract"
        options = (
            {} if file.suffix == ".py" else {"extensions": "jinja2.ext.do,jinja2.ext.loopcontrols"}
        )
        for _line, message, comments, context in extract_from_file(
            method, file, keywords=keywords, comment_tags=("words:",), options=options
        ):
            place = file.relative_to(home).as_posix()
            catalog.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    return catalog


def merged(home: Path, every_home: Sequence[Path]) -> Catalog:
    """Today's strings with the French they already have; the others are empty."""
    today = collect(home, every_home)
    known = read(home)
    for message in today:
        old = known.get(message.id, message.context) if message.id else None
        if old is not None:
            message.string = old.string
            message.flags |= old.flags & {"fuzzy"}
    return today


def read(home: Path) -> Catalog:
    """The catalogue of a home as it is kept; empty when there is none."""
    file = home / PO
    if not file.exists():
        return Catalog(locale="fr")
    with file.open("rb") as kept:
        return read_po(kept, locale="fr")


def write(home: Path, catalog: Catalog) -> None:
    """Keeps a catalogue, sorted, without dates or line numbers that would change for nothing."""
    file = home / PO
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as kept:
        kept.write(HEADER)
        write_po(
            kept, catalog, width=100, sort_by_file=True, include_lineno=False, omit_header=True
        )


def update(home: Path, every_home: Sequence[Path]) -> None:
    """Brings a catalogue up to date, if there is or was anything to say."""
    catalog = merged(home, every_home)
    if len(catalog) or (home / PO).exists():
        write(home, catalog)
