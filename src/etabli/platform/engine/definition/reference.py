"""The reference of fields, behaviours and views, told by the code that executes them.

Written anew by ``bin/reference``.
"""

import inspect
import json
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from etabli.platform.engine.definition.behaviours import Behaviours
from etabli.platform.engine.definition.schema import definition_schema
from etabli.platform.engine.definition.views import Form, View
from etabli.platform.engine.fields.settings import FieldSettings
from etabli.platform.engine.fields.types import FIELD_TYPES

REMARK = (
    "Written by `bin/reference` from the code that executes definitions. How to write an app:"
    " [the kit](../../src/etabli/kit/README.md).\n"
)
HEAD = "| setting | what is written | if unsaid |\n|---|---|---|"
PATTERNS = {"^-?[a-z]": "`name` or `-name`", "^P": "duration, as P3D or PT2H", r"^\d": "version"}
LIMITS = {"minimum": "from", "maximum": "to", "maxLength": "at most"}

Schema = Mapping[str, Any]


def written_reference() -> dict[str, str]:
    """The pages, by name of file."""
    parts = definition_schema()["$defs"]
    return {
        "fields.md": _page("Fields", [_fields(parts)]),
        "behaviours.md": _page("Behaviours", [_behaviours(parts)]),
        "views.md": _page("Views and forms", [_model("view", View, parts),
                                              _model("form", Form, parts)]),
    }  # fmt: skip


def _page(title: str, parts: Iterable[str]) -> str:
    return "\n".join([f"# {title}\n", REMARK, *parts]).rstrip("\n") + "\n"


def _fields(parts: Mapping[str, Schema]) -> str:
    shared = set(FieldSettings.model_fields)
    text = parts["TextField"]["properties"]
    told = ["## Any field\n", _prose(FieldSettings), HEAD]
    told += [_row(name, text[name], parts["TextField"]) for name in text if name in shared]
    told.append("")
    for kind, model in FIELD_TYPES.items():
        told += [_model(kind, model, parts, without=shared | {"type"}), _listed(model)]
    return "\n".join(told)


def _listed(model: type[FieldSettings]) -> str:
    lists = "cannot filter or sort by it" if model.lives_in == "-" else "can filter by it"
    if model.lives_in not in ("-", ""):
        lists = "can filter and sort by it"
    return f"Lists {lists}.\n"


def _behaviours(parts: Mapping[str, Schema]) -> str:
    told = []
    for name, field in Behaviours.model_fields.items():
        (model,) = [one for one in get_args(field.annotation) if one is not type(None)]
        told.append(_model(name, model, parts))
    return "\n".join(told)


def _model(
    name: str,
    model: type[BaseModel],
    parts: Mapping[str, Schema],
    without: Iterable[str] = (),
) -> str:
    schema = parts[model.__name__]
    rows = [
        _row(key, said, schema)
        for key, said in schema.get("properties", {}).items()
        if key not in without
    ]
    table = [HEAD, *rows, ""] if rows else ["It has no setting of its own.\n"]
    return "\n".join([f"## {name}\n", _prose(model), *table])


def _prose(model: type) -> str:
    """The first sentence of a type's file, then what its class says."""
    file = inspect.getdoc(sys.modules[model.__module__]) or ""
    alone = model.__name__.endswith("Field")
    said = [file] if alone else []
    text = "\n\n".join([*said, inspect.getdoc(model) or ""])
    return re.sub(r"``([^`]+)``", r"`\1`", text) + "\n"


def _row(name: str, said: Schema, whole: Schema) -> str:
    needed = name in whole.get("required", ())
    default = "needed" if needed else _default(said)
    return f"| `{name}` | {_said(said)} | {default} |"


def _default(said: Schema) -> str:
    if "default" not in said:
        return ""
    given = said["default"]
    if isinstance(given, list):
        return ", ".join(_plain(one) for one in given)
    return _plain(given)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return f"`{value['name']}`" if "name" in value else f"`{json.dumps(value)}`"
    return f"`{value if isinstance(value, str) else json.dumps(value)}`"


def _said(said: Schema) -> str:
    """What may be written, in words."""
    if "anyOf" in said or "oneOf" in said:
        ways = [_said(one) for one in said.get("anyOf") or said["oneOf"]]
        return ", or ".join(dict.fromkeys(way for way in ways if way))
    if "$ref" in said:
        return str(said["$ref"]).rpartition("/")[2].lower()
    if "enum" in said or "const" in said:
        return " ".join(_plain(one) for one in said.get("enum") or [said["const"]])
    return _kind(said)


def _kind(said: Schema) -> str:
    kind = str(said.get("type", "anything"))
    if kind == "array":
        return f"list of: {_said(said.get('items', {}))}"
    if kind == "null":
        return ""
    if kind == "string":
        kind = _text(said.get("pattern", ""))
    limits = [f"{word} {said[key]}" for key, word in LIMITS.items() if key in said]
    words = {"boolean": "`true` or `false`", "integer": "whole number", "object": "mapping"}
    return " ".join([words.get(kind, kind), *limits])


def _text(pattern: str) -> str:
    for start, words in PATTERNS.items():
        if pattern.startswith(start):
            return words
    return "name" if pattern.startswith("^[a-z]") else "text"
