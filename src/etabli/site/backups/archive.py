"""The file of a backup: written in one pass, checked before anything is restored from it."""

import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

FORMAT = 1
ABOUT, DUMP, FILES = "backup.json", "database.dump", "files/"
CHUNK = 1 << 20


class ArchiveFault(Exception):
    """A sentence: this file is not a backup that can be restored."""


@dataclass
class About:
    """What a backup says of itself. ``migrations`` are those its database has had."""

    format: int = FORMAT
    made_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    migrations: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


@contextmanager
def writing(target: Path) -> Iterator[zipfile.ZipFile]:
    """A zip that appears under its name once it is whole, readable by its owner alone."""
    half = target.with_name(f".{target.name}.half")
    half.unlink(missing_ok=True)
    descriptor = os.open(half, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
                yield archive
            file.flush()
            os.fsync(descriptor)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def add_files(archive: zipfile.ZipFile, folder: Path, on_file: Callable[[int], None]) -> int:
    """Put every file of the store in the archive. Returns how many."""
    number = 0
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            archive.write(path, FILES + path.relative_to(folder).as_posix())
            number += 1
            on_file(number)
    return number


def add_about(archive: zipfile.ZipFile, about: About) -> None:
    archive.writestr(ABOUT, json.dumps(asdict(about), indent=2))


@contextmanager
def reading(source: Path) -> Iterator[tuple[zipfile.ZipFile, About]]:
    """An archive, read once to its end to know that it is whole. Raises ArchiveFault."""
    try:
        with zipfile.ZipFile(source) as archive:
            about = _about(archive)
            if (damaged := archive.testzip()) is not None:
                raise ArchiveFault(_damaged(source, damaged))
            yield archive, about
    except FileNotFoundError as error:
        raise ArchiveFault(_("There is no file %(file)s.") % {"file": source}) from error
    except (zipfile.BadZipFile, EOFError, zlib.error) as error:
        raise ArchiveFault(_damaged(source, str(error))) from error
    except (IsADirectoryError, PermissionError) as error:
        words = {"file": source, "reason": error.strerror}
        raise ArchiveFault(_("%(file)s cannot be read: %(reason)s.") % words) from error


def extract_files(archive: zipfile.ZipFile, folder: Path, on_file: Callable[[int], None]) -> int:
    """Write the files of an archive under a folder. Returns how many. Raises ArchiveFault."""
    names = [name for name in archive.namelist() if name.startswith(FILES)]
    for number, name in enumerate(names, 1):
        target = folder / _inside(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as source, target.open("wb") as file:
            while chunk := source.read(CHUNK):
                file.write(chunk)
        on_file(number)
    return len(names)


def _inside(name: str) -> PurePosixPath:
    """The place of a file in the store. Raises ArchiveFault for one that would leave it."""
    place = PurePosixPath(name.removeprefix(FILES))
    if place.is_absolute() or ".." in place.parts or "\\" in name or not place.parts:
        raise ArchiveFault(_("The backup holds a file with a forbidden name: it is refused."))
    return place


def _about(archive: zipfile.ZipFile) -> About:
    try:
        content: dict[str, Any] = json.loads(archive.read(ABOUT))
        about = About(**content)
        archive.getinfo(DUMP)
    except (KeyError, ValueError, TypeError) as error:
        raise ArchiveFault(_("This file is not a backup of Établi.")) from error
    if about.format > FORMAT:
        raise ArchiveFault(_newer())
    return about


def refuse_newer(about: About, known: set[str]) -> None:
    """Raises ArchiveFault when the backup's database is ahead of this program."""
    if not set(about.migrations) <= known:
        raise ArchiveFault(_newer())


def _newer() -> str:
    return _("This backup was made by a newer version of Établi: upgrade, then restore it.")


def _damaged(source: Path, detail: str) -> str:
    words = {"file": source, "detail": detail}
    return _("%(file)s is damaged (%(detail)s): nothing was restored.") % words
