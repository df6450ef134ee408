"""The JSON Schema of definitions, for editors and for other programs.

Written anew by ``bin/reference``.
"""

import json
from typing import Any

from etabli.platform.engine.definition.format import Definition

_OF_MAPPINGS = {"minLength": "minProperties", "maxLength": "maxProperties"}
ADDRESS = "https://json-schema.org/draft/2020-12/schema"


def definition_schema() -> dict[str, Any]:
    """The schema of ``app.yaml``, version 1 of the format."""
    schema = _plain(Definition.model_json_schema(by_alias=True, mode="validation"))
    return {"$schema": ADDRESS, **schema, "title": "Établi app definition, format 1"}


def _plain(schema: Any) -> Any:
    """The schema without what pydantic adds for Python, and with the limits of mappings."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "object" and "patternProperties" in schema:
        schema = {_OF_MAPPINGS.get(key, key): part for key, part in schema.items()}
        schema["additionalProperties"] = False
    if isinstance(schema.get("title"), str):
        del schema["title"]
    if "default" in schema and schema["default"] in (None, {}, []):
        del schema["default"]
    return {key: _plain(part) for key, part in schema.items()}


def written_schema() -> str:
    """The schema as the file of the documentation holds it."""
    return json.dumps(definition_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
