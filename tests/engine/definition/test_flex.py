"""Columns are given once and for all."""

from pathlib import Path

from etabli.platform.engine.definition.flex import flex_columns
from tests.engine.definition.writing import GOOD, changed, loaded


def columns(folder: Path, text: str) -> dict[str, str]:
    return flex_columns(loaded(folder, text).fields.values())


def test_a_field_added_anywhere_moves_no_other(tmp_path: Path) -> None:
    before = columns(tmp_path, GOOD)
    assert before == {"kind": "t1"}
    added = "  site: {type: text, sort: true, since: 1.1.0, name: {fr: Lieu, en: Site}}\n  kind:"
    after = columns(tmp_path, changed("  kind:", added))
    assert after == {"kind": "t1", "site": "t2"}


def test_versions_are_numbers(tmp_path: Path) -> None:
    added = (
        "  b: {type: text, sort: true, since: 1.10.0, name: {fr: B, en: B}}\n"
        "  a: {type: text, sort: true, since: 1.9.0, name: {fr: A, en: A}}\n  kind:"
    )
    assert columns(tmp_path, changed("  kind:", added)) == {"kind": "t1", "a": "t2", "b": "t3"}


def test_a_retired_field_keeps_its_column(tmp_path: Path) -> None:
    text = changed("    filter: true", "    filter: true\n    retired: true").replace(
        "  helper: {type: person", "  helper: {type: text, filter: true"
    )
    text = text.replace("card: [kind, assignee]", "card: [assignee]")
    assert columns(tmp_path, text) == {"kind": "t1", "helper": "t2"}
