"""Gathers static files under their hashed, compressed names when they have changed."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = ".from"


def collect_static() -> bool:
    """Collect when a source is newer or other than what was collected. Returns whether it did."""
    root = Path(settings.STATIC_ROOT)
    stamp = root / STAMP
    sources = _sources()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == sources:
        return False
    root.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(sources, encoding="utf-8")
    return True


def _sources() -> str:
    """Every source with its date and size."""
    lines = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            seen = Path(storage.path(name)).stat()
            lines.append(f"{name} {seen.st_mtime_ns} {seen.st_size}")
    return "\n".join(sorted(lines))
