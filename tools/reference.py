"""Writes docs/reference again from the code: the schema of definitions, and its pages."""

import tempfile
from importlib import import_module
from pathlib import Path

from etabli.site.opening import set_up

PLACE = Path(__file__).parents[1] / "docs" / "reference"
DEFINITION = "etabli.platform.engine.definition"


def main() -> None:
    """Write every page."""
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder))
        # Loaded by name: the models of fields need Django, which needs a folder first.
        reference = import_module(f"{DEFINITION}.reference")
        schema = import_module(f"{DEFINITION}.schema")
        pages = reference.written_reference()
        pages |= {"definition.schema.json": schema.written_schema()}
    for name, text in pages.items():
        (PLACE / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
