"""Text of stylesheets and modules made one file, by rules simple enough to hold by eye."""

import re
from collections.abc import Iterable

_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_CSS_EDGES = re.compile(r"\s*([{};,])\s*")
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+)\.js";\n', re.M)
_EXPORT = re.compile(r"^export (?=(?:async function|function|const|class) (\w+))", re.M)
_OTHER_MODULE = re.compile(r"^(?:import|export)\b.*$", re.M)
_OUTSIDE = 'import htmx from "htmx";\n'


class UnknownForm(ValueError):
    """A module is written in a way that the bundle does not understand."""


def css(text: str) -> str:
    """A stylesheet on one line. Colons keep their space before: it matters in selectors."""
    text = _CSS_COMMENT.sub("", text)
    text = re.sub(r"\s+", " ", text)
    text = _CSS_EDGES.sub(r"\1", text)
    text = re.sub(r":\s+", ":", text)
    return text.replace(";}", "}").strip()


def needs(text: str) -> list[str]:
    """The names of the sibling modules that a module imports."""
    return [found[2] for found in _IMPORT.finditer(text)]


def module(name: str, text: str) -> str:
    """A module as a function that returns its exports, so that inner names never meet.

    Raises UnknownForm unless imports are `import { a } from "./b.js";`, one per line,
    and exports stand before a function, a const or a class.
    """
    text = text.replace(_OUTSIDE, "")
    exported = _EXPORT.findall(text)
    text = _IMPORT.sub(lambda found: f"const {{{found[1]}}} = {_variable(found[2])};\n", text)
    text = _EXPORT.sub("", text)
    if strange := _OTHER_MODULE.search(text):
        raise UnknownForm(f"{name}.js: {strange[0]!r} is not a form that the bundle reads")
    body = "\n".join(
        line.strip()
        for line in text.split("\n")
        if line.strip() and not line.strip().startswith("//")
    )
    return (
        f"const {_variable(name)} = (() => {{\n{body}\nreturn {{{', '.join(exported)}}};\n}})();\n"
    )


def script(modules: Iterable[tuple[str, str]], public: Iterable[tuple[str, str]]) -> str:
    """All modules in one, and the names that elements loaded later may import."""
    texts = dict(modules)
    parts = [_OUTSIDE, *(module(name, texts[name]) for name in _in_order(texts))]
    exports = [f"export const {name} = {_variable(home)}.{name};\n" for home, name in public]
    return "".join([*parts, *exports])


def _in_order(texts: dict[str, str]) -> list[str]:
    """Modules after those they import. Raises UnknownForm when two import each other."""
    done: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise UnknownForm(f"modules import each other: {' → '.join([*above, name])}")
        if name in done:
            return
        for other in needs(texts[name]):
            visit(other, (*above, name))
        done.append(name)

    for name in sorted(texts):
        visit(name, ())
    return done


def _variable(name: str) -> str:
    return "$" + name.replace("-", "_")
