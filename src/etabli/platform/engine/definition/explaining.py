"""What pydantic found wrong, as sentences for whoever writes the definition."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from etabli.platform.engine.definition.faults import Fault, Path, choices, suggestion
from etabli.platform.engine.definition.later import not_yet
from etabli.platform.engine.definition.names import UID_PATTERN

_QUOTED = re.compile(r"'([^']*)'")
_NATURES = {
    "string_type": ("un texte", "a text"),
    "int_type": ("un nombre entier", "a whole number"),
    "float_type": ("un nombre", "a number"),
    "bool_type": ("true ou false", "true or false"),
    "list_type": ("une liste", "a list"),
    "tuple_type": ("une liste", "a list"),
    "dict_type": ("une suite de « clé: valeur »", "a list of “key: value”"),
    "model_type": ("une suite de « clé: valeur »", "a list of “key: value”"),
    "model_attributes_type": ("une suite de « clé: valeur »", "a list of “key: value”"),
}
_NAMES = (
    "des minuscules sans accent, des chiffres et _, une lettre d’abord, 40 caractères au plus.",
    "small letters without accents, digits and _, a letter first, 40 characters at most.",
)
_MEASURES = {
    "string_too_short": ("Trop court", "Too short", "min_length"),
    "string_too_long": ("Trop long", "Too long", "max_length"),
    "too_short": ("Il en faut davantage", "More are needed", "min_length"),
    "too_long": ("Il y en a trop", "There are too many", "max_length"),
    "greater_than_equal": ("Trop petit", "Too small", "ge"),
    "less_than_equal": ("Trop grand", "Too large", "le"),
}


def faults_of(
    error: ValidationError, tree: Any, known: Mapping[int, frozenset[str]]
) -> Iterator[Fault]:
    """Every fault pydantic found. ``known`` tells the keys possible in each mapping of ``tree``."""
    for detail in error.errors(include_url=False):
        path, parent = _place(detail["loc"], tree)
        fr, en = _sentence(detail, path, known.get(id(parent), frozenset()))
        yield Fault(path, fr, en)


def _place(loc: tuple[int | str, ...], tree: Any) -> tuple[Path, Any]:
    """The path in the file for a place of pydantic's, which also names unions and functions."""
    path: list[str | int] = []
    here, parent = tree, tree
    for at, step in enumerate(loc):
        last = at == len(loc) - 1
        inside = isinstance(here, dict) and step in here
        if inside or (isinstance(here, list) and isinstance(step, int) and step < len(here)):
            parent, here = here, here[step]
            path.append(step)
        elif last and isinstance(here, dict):
            path.append(step)
            parent = here
    return tuple(path), parent


def _sentence(detail: ErrorDetails, path: Path, known: frozenset[str]) -> tuple[str, str]:
    kind, given = detail["type"], detail["input"]
    context: dict[str, Any] = detail.get("ctx") or {}
    key = path[-1] if path else ""
    if kind == "refused":
        return context["fr"], context["en"]
    if kind == "extra_forbidden":
        return _unknown(key, path, known)
    if kind == "missing":
        return (
            f"Il manque la clé « {detail['loc'][-1]} ».",
            f"The key “{detail['loc'][-1]}” is missing.",
        )
    if kind in ("literal_error", "union_tag_invalid", "enum"):
        return _not_one_of(context, given, path)
    if kind == "union_tag_not_found":
        return "Il manque « type » : dites lequel.", "“type” is missing: say which."
    if key == "version":
        return _wrong_shape(given, r"^\d")
    if kind in _NATURES:
        fr, en = _NATURES[kind]
        return f"« {key} » attend {fr}.", f"“{key}” takes {en}."
    if kind == "string_pattern_mismatch":
        return _wrong_shape(given, context["pattern"])
    if kind in _MEASURES:
        fr, en, limit = _MEASURES[kind]
        return f"{fr} : la limite est {context[limit]}.", f"{en}: the limit is {context[limit]}."
    return f"« {key} » n’est pas lisible ainsi ({detail['msg']}).", f"“{key}”: {detail['msg']}."


def _unknown(key: str | int, path: Path, known: frozenset[str]) -> tuple[str, str]:
    later = not_yet(key, path)
    if later:
        return later
    fr, en = suggestion(key, known)
    if not fr:
        fr, en = choices(known)
    return (
        f"« {key} » n’est pas une clé connue ici.{fr}",
        f"“{key}” is not a key known here.{en}",
    )


def _not_one_of(context: dict[str, Any], given: Any, path: Path) -> tuple[str, str]:
    if isinstance(given, dict):
        given = context.get("tag", given.get("type"))
    later = not_yet(given, path)
    if later:
        return later
    known = _QUOTED.findall(str(context.get("expected") or context.get("expected_tags") or ""))
    fr, en = suggestion(given, known)
    if not fr:
        fr, en = choices(known or [str(context.get("expected"))])
    return (
        f"« {given} » n’est pas possible ici.{fr}",
        f"“{given}” is not possible here.{en}",
    )


def _wrong_shape(given: Any, pattern: str) -> tuple[str, str]:
    if pattern == UID_PATTERN:
        fr, en = _NAMES
        return f"« {given} » ne peut pas servir de nom : {fr}", f"“{given}” cannot be a name: {en}"
    if pattern.startswith(r"^\d"):
        return (
            f"« {given} » n’est pas une version. Écrivez 1.0.0.",
            f"“{given}” is not a version. Write 1.0.0.",
        )
    return f"« {given} » n’a pas la forme attendue.", f"“{given}” does not have the right form."
