"""The definitions of apps that do not come with Établi: an export carries them along."""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext as _

from etabli.platform.engine.registry import SHIPPED, apps
from etabli.platform.transfer.refusing import Refused

FOLDER = "apps"


def save_apps(folder: Path) -> dict[str, dict[str, str]]:
    """Copy the folders of these apps. Returns the digest of each file, by app and path."""
    saved = {}
    for uid, app in apps().items():
        if app.folder is None or SHIPPED in app.folder.parents:
            continue
        files = [path for path in sorted(app.folder.rglob("*")) if _is_declaration(path)]
        for path in files:
            copy = folder / FOLDER / uid / path.relative_to(app.folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        saved[uid] = {str(path.relative_to(app.folder)): _digest(path) for path in files}
    return saved


def missing_apps(wanted: Iterable[str]) -> list[str]:
    """Of these apps, those that are not in service here."""
    return sorted(set(wanted) - apps().keys())


def demand_apps(folder: Path, wanted: Iterable[str]) -> None:
    """Raise Refused when an export needs apps of its own that are not installed here.

    Installing an app means trusting who wrote it: an import does not decide that.
    """
    missing = missing_apps(wanted)
    if missing:
        raise Refused(
            _(
                "This export uses apps that are not installed here: %(apps)s. Copy them from "
                "%(folder)s into a folder that etabli.toml names under [kit] folders, then try "
                "again."
            )
            % {"apps": ", ".join(missing), "folder": folder / FOLDER}
        )


def _is_declaration(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and "__pycache__" not in path.parts


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
