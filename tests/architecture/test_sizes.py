"""Units stay small enough to be read at once."""

from pathlib import Path

from tests.architecture.sources import (
    Exceeding,
    Function,
    classes,
    functions,
    hold,
    own_files,
    python_files,
    short,
)

FILE, FUNCTION, PARAMETERS, METHODS = 300, 40, 5, 20
TEMPLATE, STYLE_OR_SCRIPT = 150, 200

UNCOUNTED = {"self", "cls", "by"}


def lines_of(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def hold_length(rule: str, paths: list[Path], limit: int) -> None:
    found = [Exceeding(rule, short(path), lines_of(path)) for path in paths]
    hold(rule, [one for one in found if one.size > limit])


def test_python_files() -> None:
    # Django writes migrations.
    hold_length("file", [path for path in python_files() if "migrations" not in path.parts], FILE)


def test_templates() -> None:
    hold_length("template", own_files("templates/**/*.html"), TEMPLATE)


def test_scripts_and_styles() -> None:
    hold_length("front", own_files("*.js", "*.css"), STYLE_OR_SCRIPT)


def test_functions() -> None:
    found = []
    for path in python_files():
        for name, function in functions(path):
            size = (function.end_lineno or 0) - function.lineno + 1
            if size > FUNCTION:
                found.append(Exceeding("function", f"{short(path)}::{name}", size))
    hold("function", found)


def test_parameters() -> None:
    found = []
    for path in python_files():
        for name, function in functions(path):
            if (number := count_parameters(function)) > PARAMETERS:
                found.append(Exceeding("parameters", f"{short(path)}::{name}", number))
    hold("parameters", found)


def count_parameters(function: Function) -> int:
    given = function.args
    names = [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in names if name not in UNCOUNTED])


def test_methods() -> None:
    found = []
    for path in python_files():
        for one in classes(path):
            methods = [node for node in one.body if isinstance(node, Function)]
            if len(methods) > METHODS:
                found.append(Exceeding("methods", f"{short(path)}::{one.name}", len(methods)))
    hold("methods", found)
