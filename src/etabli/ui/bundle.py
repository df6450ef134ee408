"""The one stylesheet and the one script that every page loads.

They are built from `css/*.css` and `js/*.js` by `python -m etabli.ui.bundle` and
committed; a test fails when they are stale. No tool but Python is needed.
"""

import sys
from pathlib import Path

from . import squeeze

HERE = Path(__file__).parent
STATIC = HERE / "static" / "ui"
PUBLIC = (
    ("net", "request"),
    ("net", "csrf"),
    ("toast", "toast"),
    ("toast", "announce"),
    ("words", "word"),
    ("focus", "focusOn"),
    ("carry", "carry"),
    ("upload", "upload"),
    ("upload", "unfit"),
    ("upload", "sized"),
)
"""What elements loaded on demand may import from "ui": (module, name)."""


def stylesheet() -> str:
    """Every stylesheet in the order of its file name, one line each."""
    lines = [squeeze.css(path.read_text("utf-8")) for path in sorted((HERE / "css").glob("*.css"))]
    return "\n".join([*lines, _values()]) + "\n"


def script() -> str:
    """Every module, each in a function of its own, after those it imports."""
    texts = [(path.stem, path.read_text("utf-8")) for path in sorted((HERE / "js").glob("*.js"))]
    return squeeze.script(texts, PUBLIC)


def _values() -> str:
    # Inline styles are forbidden by the content security policy: --v and --w, from 0 to 100
    # (the pie of a state, a bar of a chart, the hour and the length of an entry of a
    # calendar), are set by attributes instead.
    steps = "".join(
        f'[data-{name}="{step}"]{{--{name}:{step}}}' for name in "vw" for step in range(101)
    )
    return f"@layer utilities{{{steps}}}"


def outputs() -> dict[Path, str]:
    """What each built file should hold."""
    return {STATIC / "ui.css": stylesheet(), STATIC / "ui.js": script()}


def stale() -> list[Path]:
    """Built files that differ from their sources."""
    return [
        path
        for path, text in outputs().items()
        if not path.exists() or path.read_text("utf-8") != text
    ]


def main(arguments: list[str]) -> int:
    """Writes the built files; with --check, only says which are stale."""
    old = stale()
    for path in old:
        if "--check" not in arguments:
            path.write_text(outputs()[path], "utf-8")
        print(f"{'stale' if '--check' in arguments else 'written'}: {path.relative_to(HERE)}")
    return 1 if old and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
