"""The program's files, and the exceptions to its limits."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "etabli"
EXCEPTIONS = Path(__file__).with_name("exceptions.toml")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Exceeding:
    """Something over a limit: which rule, where (path, and name within it), how much."""

    rule: str
    where: str
    size: int


def python_files() -> list[Path]:
    return sorted([*SOURCE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")])


def own_files(*patterns: str) -> list[Path]:
    """Files of the interface that we write: what we only carry is under ``vendor``."""
    found = {path for pattern in patterns for path in SOURCE.rglob(pattern)}
    return sorted(path for path in found if "vendor" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[tuple[str, Function]]:
    """Every function of a file with its dotted name, methods and inner ones too."""
    yield from _functions(tree(path), "")


def _functions(node: ast.AST, before: str) -> Iterator[tuple[str, Function]]:
    for child in ast.iter_child_nodes(node):
        name = f"{before}{getattr(child, 'name', '')}"
        if isinstance(child, Function):
            yield name, child
        inner = f"{name}." if isinstance(child, Function | ast.ClassDef) else before
        yield from _functions(child, inner)


def classes(path: Path) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef))


@cache
def exceptions() -> dict[tuple[str, str], str]:
    """The reason of each exception, by rule and place."""
    content = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))
    return {(one["rule"], one["where"]): one["reason"] for one in content.get("exception", [])}


def hold(rule: str, found: list[Exceeding]) -> None:
    """Fail with what there is to mend: new breaches, and exceptions that no longer serve."""
    known = {where for kind, where in exceptions() if kind == rule}
    met = {one.where for one in found}
    lines = [f"{one.where}: {one.size}" for one in found if one.where not in known]
    lines += [f"{where}: remove it from exceptions.toml" for where in sorted(known - met)]
    if lines:
        pytest.fail("\n".join([rule, *lines]), pytrace=False)
