"""Components: every macro of `templates/ui/parts/` under one name, `ui`.

A global rather than imports, because a block rendered alone for htmx does not run the
imports at the top of its template.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes

FOLDER = Path(__file__).parent / "templates" / "ui" / "parts"


class Parts:
    """`ui.button(…)` in a template finds the macro `button` of whichever file holds it."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._homes: dict[str, str] | None = None

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        if self._homes is None:
            self._homes = self._find_homes()
        if name not in self._homes:
            raise AttributeError(f"no component is called {name!r}")
        macro: Callable[..., Any] = getattr(self._module(self._homes[name]), name)
        if not self._environment.auto_reload:
            setattr(self, name, macro)  # found at once from now on
        return macro

    def _module(self, file: str) -> Any:
        return self._environment.get_template(f"ui/parts/{file}").module

    def _find_homes(self) -> dict[str, str]:
        """Macro to file. Raises ValueError when two files name the same macro."""
        homes: dict[str, str] = {}
        for path in sorted(FOLDER.glob("*.html")):
            for name in self._macros(path):
                if name in homes:
                    raise ValueError(f"{name} is in {homes[name]} and in {path.name}")
                homes[name] = path.name
        return homes

    def _macros(self, path: Path) -> list[str]:
        tree = self._environment.parse(path.read_text("utf-8"))
        macros = [node.name for node in tree.body if isinstance(node, nodes.Macro)]
        return [name for name in macros if not name.startswith("_")]
