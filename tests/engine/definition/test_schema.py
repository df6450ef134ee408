"""The published schema is that of the code."""

from pathlib import Path

from etabli.platform.engine.definition.schema import definition_schema, written_schema

PUBLISHED = Path(__file__).parents[3] / "docs" / "reference" / "definition.schema.json"


def test_the_published_schema_is_fresh() -> None:
    assert PUBLISHED.read_text("utf-8") == written_schema(), (
        "run: python -m etabli.platform.engine.definition.schema "
        "docs/reference/definition.schema.json"
    )


def test_the_schema_refuses_unknown_keys() -> None:
    schema = definition_schema()
    assert schema["additionalProperties"] is False
    for name, part in schema["$defs"].items():
        assert part["additionalProperties"] is False, name
