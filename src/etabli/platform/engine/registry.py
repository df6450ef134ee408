"""The apps in service: every folder of the kit that holds a definition.

Folders come from ``settings.KIT_FOLDERS``. A definition that breaks while the house runs is
logged, and its last good version keeps serving.
"""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from time import monotonic
from types import MappingProxyType

from django.conf import settings

from etabli.platform.engine.app import App
from etabli.platform.engine.definition.faults import DefinitionError, Problem
from etabli.platform.engine.definition.loading import DEFINITION_FILE, load

log = logging.getLogger(__name__)

SHIPPED = Path(__file__).resolve().parents[2] / "kit"
"""The apps that come with Établi."""
_LOOK_EVERY = 1.0
"""Seconds between two looks at the files, in development."""


class Registry:
    """The apps of some folders, read once, and again when a file changes if asked to watch."""

    def __init__(self, folders: Sequence[Path], *, watch: bool = False) -> None:
        self._folders = [Path(folder) for folder in folders]
        self._watch = watch
        self._lock = Lock()
        self._apps: Mapping[str, App] = MappingProxyType({})
        self._problems: tuple[Problem, ...] = ()
        self._stamp: tuple[tuple[str, int, int], ...] | None = None
        self._looked = 0.0

    def apps(self) -> Mapping[str, App]:
        """The apps by uid, in the order of their uids."""
        self._refresh()
        return self._apps

    def problems(self) -> tuple[Problem, ...]:
        """What keeps definitions out of service, or an older version of them in it."""
        self._refresh()
        return self._problems

    def _refresh(self) -> None:
        fresh = self._stamp is not None
        if fresh and (not self._watch or monotonic() - self._looked < _LOOK_EVERY):
            return
        with self._lock:
            self._looked = monotonic()
            stamp = self._read_stamp()
            if stamp != self._stamp:
                self._load()
                self._stamp = stamp

    def _files(self) -> list[Path]:
        return sorted(
            path
            for folder in self._folders
            if folder.is_dir()
            for path in folder.glob(f"*/{DEFINITION_FILE}")
        )

    def _read_stamp(self) -> tuple[tuple[str, int, int], ...]:
        stamps = []
        for path in self._files():
            try:
                found = path.stat()
            except OSError:
                continue
            stamps.append((str(path), found.st_mtime_ns, found.st_size))
        return tuple(stamps)

    def _load(self) -> None:
        apps: dict[str, App] = {}
        problems: list[Problem] = []
        for path in self._files():
            app, found = self._read(path, apps)
            problems += found
            if app is not None:
                apps.setdefault(app.app, app)
        for problem in problems:
            log.error("An app definition was refused: %s", problem.say("en"))
        self._apps = MappingProxyType(dict(sorted(apps.items())))
        self._problems = tuple(problems)

    def _read(self, path: Path, known: Mapping[str, App]) -> tuple[App | None, Sequence[Problem]]:
        """The app of a file, or its last good version and what is wrong now."""
        try:
            app = App.of(load(path.parent), path.parent)
        except DefinitionError as error:
            return self._last_good(path.parent), error.problems
        return (None, [_twice(path, known[app.app])]) if app.app in known else (app, ())

    def _last_good(self, folder: Path) -> App | None:
        return next((app for app in self._apps.values() if app.folder == folder), None)


def _twice(path: Path, first: App) -> Problem:
    return Problem(
        str(path),
        1,
        f"L’app « {first.app} » est déjà décrite dans {first.folder}. Changez le nom de l’une.",
        f"The app “{first.app}” is already described in {first.folder}. Rename one.",
    )


_registry: Registry | None = None
_registry_of: tuple[tuple[str, ...], bool] = ((), False)
_making = Lock()


def registry() -> Registry:
    """The registry of the folders in the settings."""
    global _registry, _registry_of
    folders = tuple(str(folder) for folder in getattr(settings, "KIT_FOLDERS", [SHIPPED]))
    wanted = folders, bool(getattr(settings, "KIT_WATCH", settings.DEBUG))
    if _registry is None or _registry_of != wanted:
        with _making:
            if _registry is None or _registry_of != wanted:
                _registry = Registry([Path(one) for one in folders], watch=wanted[1])
                _registry_of = wanted
    return _registry


def apps() -> Mapping[str, App]:
    """Every app in service, by uid."""
    return registry().apps()


def get(uid: str) -> App:
    """An app in service. Raises KeyError."""
    return apps()[uid]


def problems() -> tuple[Problem, ...]:
    """What is wrong in the definitions, with file, line and sentence."""
    return registry().problems()
