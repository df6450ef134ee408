"""The table of contents of an export: what it holds, and the digests that prove it whole."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict

from etabli.platform.transfer.refusing import Refused

NAME = "manifest.json"
FORMAT = "etabli-export"
VERSION = 1
LIMIT = 16 << 20
"""Bytes of a manifest: it names tables, not rows."""


class Contents(BaseModel):
    """One file of lines: what its lines hold, how many there are, and its SHA-256."""

    model_config = ConfigDict(extra="forbid", strict=True)

    columns: list[str]
    rows: int
    sha256: str


class Manifest(BaseModel):
    """What an export holds. ``files`` lists the blobs, ``apps`` the definitions of its own."""

    model_config = ConfigDict(extra="forbid", strict=True)

    format: str = FORMAT
    version: int = VERSION
    passwords: bool = False
    tables: dict[str, Contents]
    files: Contents
    apps: dict[str, dict[str, str]]


def write_lines(path: Path, lines: Iterable[bytes], columns: Iterable[str]) -> Contents:
    """Write a file of lines, and say what it holds."""
    digest, rows = hashlib.sha256(), 0
    with path.open("wb") as stream:
        for line in lines:
            stream.write(line)
            digest.update(line)
            rows += 1
    return Contents(columns=list(columns), rows=rows, sha256=digest.hexdigest())


def check_lines(path: Path, contents: Contents) -> None:
    """Raise Refused when a file of lines is not the one the manifest describes."""
    if path.is_symlink() or not path.is_file():
        raise Refused(_("%(file)s is missing from this export.") % {"file": path.name})
    with path.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != contents.sha256:
            raise Refused(
                _("%(file)s was changed since the export, or is damaged.") % {"file": path.name}
            )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Save it: the same text for the same contents."""
    text = json.dumps(manifest.model_dump(), indent=1, sort_keys=True, ensure_ascii=False)
    (folder / NAME).write_text(text + "\n", "utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an export. Raises Refused when it is none that we can read."""
    path = folder / NAME
    if not path.is_file() or path.is_symlink():
        raise Refused(_("%(folder)s is not an export: it has no manifest.") % {"folder": folder})
    if path.stat().st_size > LIMIT:
        raise Refused(_("The manifest of this export is damaged."))
    try:
        raw = json.loads(path.read_text("utf-8"))
        if not isinstance(raw, dict) or raw.get("format") != FORMAT:
            raise Refused(_("%(folder)s is not an export of Établi.") % {"folder": folder})
        if raw.get("version") != VERSION:
            raise Refused(_("This export was made by another version of Établi: use that one."))
        return Manifest.model_validate(raw)
    except (ValueError, RecursionError) as error:
        raise Refused(_("The manifest of this export is damaged.")) from error
