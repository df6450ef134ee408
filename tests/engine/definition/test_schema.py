"""The published schema is that of the code."""

from pathlib import Path

from etabli.platform.engine.definition.behaviours import Behaviours
from etabli.platform.engine.definition.reference import written_reference
from etabli.platform.engine.definition.schema import definition_schema, written_schema
from etabli.platform.engine.fields.types import FIELD_TYPES

PUBLISHED = Path(__file__).parents[3] / "docs" / "reference" / "definition.schema.json"


def test_the_published_schema_is_fresh() -> None:
    assert PUBLISHED.read_text("utf-8") == written_schema(), "run: bin/reference"


def test_the_pages_of_the_reference_are_fresh_and_name_everything() -> None:
    pages = written_reference()
    for name, text in pages.items():
        assert (PUBLISHED.parent / name).read_text("utf-8") == text, "run: bin/reference"
    assert all(f"\n## {kind}\n" in pages["fields.md"] for kind in FIELD_TYPES)
    assert all(f"\n## {one}\n" in pages["behaviours.md"] for one in Behaviours.model_fields)


def test_the_schema_refuses_unknown_keys() -> None:
    schema = definition_schema()
    assert schema["additionalProperties"] is False
    for name, part in schema["$defs"].items():
        assert part["additionalProperties"] is False, name
