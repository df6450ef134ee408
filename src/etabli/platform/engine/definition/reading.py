"""From the text of a YAML file to plain Python values, remembering on which line each stands.

YAML 1.2: ``on``, ``no`` and ``yes`` are words. Anchors, tags and keys that are not words are
refused: a definition says everything where it is used.
"""

from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from etabli.platform.engine.definition.faults import DefinitionError, Path, Problem

MOST_BYTES = 256 * 1024
DEEPEST = 20

_PLAIN = "tag:yaml.org,2002:"
_TRUE = frozenset({"true", "True", "TRUE"})


@dataclass
class Source:
    """A file read: its values, and the line of each path in them."""

    file: str
    tree: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of a path, or of the nearest part above it that is written."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def refuse(self, line: int, fr: str, en: str) -> None:
        self.problems.append(Problem(self.file, line, fr, en))


def read_yaml(raw: bytes, file: str) -> Source:
    """The values of a file. Raises DefinitionError with everything that makes it unreadable."""
    source = Source(file)
    text = _decode(raw, source)
    node = None
    try:
        # Composing builds a node for each one written and expands nothing.
        node = YAML(typ="safe", pure=True).compose(text)
    except RecursionError:
        _too_deep(1, source)
    except (YAMLError, ValueError) as error:
        _explain(error, source)
    if not source.problems:
        source.tree = _value(node, (), source) if node is not None else None
        if not isinstance(source.tree, dict):
            source.refuse(
                1,
                "Ce fichier n’est pas une suite de « clé: valeur ».",
                "This file is not a list of “key: value”.",
            )
    if source.problems:
        raise DefinitionError(source.problems)
    return source


def _decode(raw: bytes, source: Source) -> str:
    if len(raw) > MOST_BYTES:
        source.refuse(
            1,
            f"Ce fichier est trop gros : {MOST_BYTES // 1024} Ko au plus.",
            f"This file is too large: {MOST_BYTES // 1024} kB at most.",
        )
        raise DefinitionError(source.problems)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        source.refuse(
            raw.count(b"\n", 0, error.start) + 1,
            "Ce fichier n’est pas en UTF-8. Enregistrez-le dans cet encodage.",
            "This file is not UTF-8. Save it in that encoding.",
        )
        raise DefinitionError(source.problems) from None
    if "\0" in text:
        source.refuse(
            text.count("\n", 0, text.index("\0")) + 1,
            "Cette ligne contient un caractère nul. Retirez-le.",
            "This line holds a null character. Remove it.",
        )
        raise DefinitionError(source.problems)
    return text


def _explain(error: Exception, source: Source) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = error.problem if isinstance(error, MarkedYAMLError) else str(error).splitlines()[0]
    source.refuse(
        mark.line + 1 if mark else 1,
        f"Ceci n’est pas du YAML lisible ({what}). Vérifiez l’alignement et les guillemets.",
        f"This is not readable YAML ({what}). Check the indentation and the quotes.",
    )


def _too_deep(line: int, source: Source) -> None:
    source.refuse(
        line,
        f"Trop de niveaux les uns dans les autres : {DEEPEST} au plus.",
        f"Too many levels inside each other: {DEEPEST} at most.",
    )


def _value(node: Node, path: Path, source: Source) -> Any:
    line = node.start_mark.line + 1
    source.lines.setdefault(path, line)
    if node.anchor:
        source.refuse(
            line,
            "Les ancres (&, *) ne sont pas permises : écrivez la valeur là où elle sert.",
            "Anchors (&, *) are not allowed: write the value where it is used.",
        )
        return None
    if len(path) > DEEPEST:
        _too_deep(line, source)
        return None
    if isinstance(node, MappingNode):
        return _mapping(node, path, source)
    if isinstance(node, SequenceNode):
        return [_value(one, (*path, at), source) for at, one in enumerate(node.value)]
    assert isinstance(node, ScalarNode)
    return _scalar(node, source)


def _mapping(node: MappingNode, path: Path, source: Source) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode) or key_node.value == "<<":
            source.refuse(line, "Une clé doit être un mot.", "A key must be a word.")
            continue
        key = str(key_node.value)
        if key in values:
            first = source.lines[*path, key]
            source.refuse(
                line,
                f"« {key} » est déjà écrit ligne {first}. Gardez-en un.",
                f"“{key}” is already written on line {first}. Keep one.",
            )
            continue
        source.lines[*path, key] = line
        values[key] = _value(value_node, (*path, key), source)
    return values


def _scalar(node: ScalarNode, source: Source) -> Any:
    tag = str(node.tag)
    text = str(node.value)
    match tag.removeprefix(_PLAIN):
        case "str" | "timestamp":
            return text
        case "null":
            return None
        case "bool":
            return text in _TRUE
        case "int" | "float" as kind:
            return _number(text, kind, node, source)
    source.refuse(
        node.start_mark.line + 1,
        f"L’étiquette « {tag} » n’est pas permise. Écrivez la valeur toute simple.",
        f"The tag “{tag}” is not allowed. Write the plain value.",
    )
    return None


def _number(text: str, kind: str, node: ScalarNode, source: Source) -> int | float | None:
    try:
        if kind == "int" and len(text) < 20:
            return int(text, 0 if text.lstrip("+-").startswith(("0x", "0o")) else 10)
        if kind == "float" and len(text) < 40:
            return float(text.replace(".inf", "inf").replace(".nan", "nan").lower())
    except ValueError:
        pass
    source.refuse(
        node.start_mark.line + 1,
        f"« {text[:40]} » n’est pas un nombre lisible. Mettez-le entre guillemets si c’est un mot.",
        f"“{text[:40]}” is not a readable number. Quote it if it is a word.",
    )
    return None
