"""What the code does not do, and the words it does not use for names."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import (
    SOURCE,
    Exceeding,
    classes,
    functions,
    hold,
    own_files,
    python_files,
    short,
    tree,
)

VAGUE = {
    *("util", "utils", "helper", "helpers", "manager", "managers", "handler", "handlers"),
    *("service", "services", "base", "common", "data", "info"),
}

# Each call, and why not.
CALLS = {
    "eval": "conditions are CEL",
    "exec": "conditions are CEL",
    "mark_safe": "HTML comes from templates, or from rich text through nh3",
    "datetime.utcnow": "naive",
    "datetime.today": "naive",
    "os.system": "programs are started by lists of words",
    "os.popen": "programs are started by lists of words",
    "pickle.loads": "what is read is never run",
    "yaml.load": "YAML is read by ruamel.yaml, safely",
}

# Pages run in threads: a coroutine that Django calls would hold one for as long as it lives.
COROUTINES_LIVE_IN = (
    "src/etabli/platform/live/",
    "src/etabli/site/asgi.py",
    "src/etabli/site/bodies.py",
)

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def sources() -> list[Path]:
    return [path for path in python_files() if SOURCE in path.parents]


def test_nobody_calls_what_is_banned() -> None:
    """CALLS says why."""
    found = [
        Exceeding("call", f"{short(path)}::{name}", line)
        for path in sources()
        for name, line in banned_calls(path)
    ]
    hold("call", found)


def banned_calls(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            said = ast.unparse(node.func)
            for name in CALLS:
                if said == name or said.endswith(f".{name}"):
                    yield name, node.lineno


def test_pages_are_not_coroutines() -> None:
    found = [
        Exceeding("coroutine", f"{short(path)}::{name}", function.lineno)
        for path in sources()
        if not short(path).startswith(COROUTINES_LIVE_IN)
        for name, function in functions(path)
        if isinstance(function, ast.AsyncFunctionDef)
    ]
    hold("coroutine", found)


def test_nothing_is_imported_inside_a_function() -> None:
    found = [
        Exceeding("inner import", f"{short(path)}::{name}", node.lineno)
        for path in python_files()
        for name, function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    hold("inner import", found)


def test_names_are_words_of_the_office() -> None:
    found = [
        Exceeding("name", where, 0)
        for path in sources()
        if "migrations" not in path.parts
        for where, name in names(path)
        if not VAGUE.isdisjoint(words(name))
    ]
    hold("name", found)


def names(path: Path) -> Iterator[tuple[str, str]]:
    yield short(path), path.stem
    for one in classes(path):
        yield f"{short(path)}::{one.name}", one.name


def words(name: str) -> set[str]:
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
    return {part.lower() for part in parts}


def test_verbs_take_their_actor_by_keyword() -> None:
    found = [
        Exceeding("by", f"{short(path)}::{name}", function.lineno)
        for path in sources()
        for name, function in functions(path)
        if not function.name.startswith("_")
        and "by" in [argument.arg for argument in function.args.args]
    ]
    hold("by", found)


def test_nothing_is_left_for_later() -> None:
    found = [
        Exceeding("unfinished", short(path), number)
        for path in [*sources(), *own_files("*.html", "*.js", "*.css", "*.yaml")]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    hold("unfinished", found)
