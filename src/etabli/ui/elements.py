"""Custom elements loaded on demand, and the import map that names them.

An app puts `static/<app>/elements/<tag-name>.js`; the first page that shows the tag
loads the module. No other declaration is needed.
"""

from functools import cache
from pathlib import Path

from django.apps import apps
from django.templatetags.static import static


@cache
def found() -> dict[str, str]:
    """Tag name to static path, over every installed app."""
    paths: dict[str, str] = {}
    for app in apps.get_app_configs():
        root = Path(app.path) / "static"
        for path in sorted(root.glob("*/elements/*.js")):
            paths[path.stem] = path.relative_to(root).as_posix()
    return paths


def import_map() -> dict[str, dict[str, str]]:
    """What modules may import: htmx, what ui shares, and each element as `el/<tag>`."""
    names = {"htmx": static("ui/vendor/htmx-4.0.1.js"), "ui": static("ui/ui.js")}
    names |= {f"el/{tag}": static(path) for tag, path in found().items()}
    return {"imports": names}
