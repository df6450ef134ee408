"""A file of lines and columns, as people export them: encoding and separator are found out."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from etabli.lib.sentences import SaidError
from etabli.lib.text import clean_line

BYTES, ROWS, COLUMNS, CELL = 10_000_000, 50_000, 80, 5_000
SEPARATORS = ";,\t|"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True)
class Table:
    """The first line, then the others, each with its number in the file, from 1."""

    header: list[str]
    rows: list[tuple[int, list[str]]]
    encoding: str
    separator: str


def read_table(content: bytes) -> Table:
    """Read a file of people. Raises SaidError with a sentence for the person."""
    if len(content) > BYTES:
        raise SaidError(
            gettext_noop("This file is too large: %(most)s MB at most. Cut it in two."),
            most=BYTES // 1_000_000,
        )
    text, encoding = _decoded(content)
    separator = _separator(text)
    # What spreadsheets write is read leniently; a quote never closed swallows the rest.
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    try:
        found = [(lines.line_num, [clean_line(cell, CELL) for cell in row]) for row in lines]
    except csv.Error:
        raise SaidError(
            gettext_noop("This file cannot be read as lines and columns. Export it as CSV.")
        ) from None
    found = [(number, row) for number, row in found if any(row)]
    return _checked(found, encoding, separator)


def _checked(found: list[tuple[int, list[str]]], encoding: str, separator: str) -> Table:
    if len(found) < 2:
        raise SaidError(
            gettext_noop("There must be a line of column names, then a line for each person.")
        )
    if len(found) > ROWS + 1:
        raise SaidError(gettext_noop("At most %(most)s people at once: cut the file."), most=ROWS)
    header = found[0][1]
    if len(header) > COLUMNS:
        raise SaidError(gettext_noop("At most %(most)s columns: remove some."), most=COLUMNS)
    return Table(header, found[1:], encoding, separator)


def _decoded(content: bytes) -> tuple[str, str]:
    named = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    if not named and b"\x00" in content:
        raise SaidError(
            gettext_noop("This is not a text. From a spreadsheet, save it as CSV first.")
        )
    for encoding in [named] if named else ["utf-8", "cp1252", "latin-1"]:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise SaidError(gettext_noop("The letters of this file cannot be read. Save it in UTF-8."))


def _separator(text: str) -> str:
    """The sign that cuts the first lines in the most columns, the same number each time."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]

    def cuts(sign: str) -> tuple[int, int]:
        try:
            counts = [len(row) for row in csv.reader(lines, delimiter=sign)]
        except csv.Error:
            return (0, 0)
        alike = sum(count == counts[0] for count in counts) if counts else 0
        return (alike if counts and counts[0] > 1 else 0, counts[0] if counts else 0)

    return max(SEPARATORS, key=cuts)
