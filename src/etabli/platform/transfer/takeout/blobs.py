"""The files people sent, each under the digest of its bytes."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, ValidationError

from etabli.platform.files import storage
from etabli.platform.files.models import StoredFile
from etabli.platform.people.models import Person
from etabli.platform.transfer.refusing import Refused

FOLDER = "files"
THUMBNAIL = ".webp"


class Blob(BaseModel):
    """A file of an export. ``lost``: the store had it no more when the export was made."""

    model_config = ConfigDict(extra="forbid", strict=True)

    key: str
    lost: bool = False
    thumbnail: str = ""


def place_of(key: str) -> str:
    """Where a file is below the folder of an export.

    Nothing of the name its sender gave, nor of its type: a browser that opens the folder must
    not run what somebody once sent.
    """
    return f"{FOLDER}/{key[:2]}/{key}.bin"


def keys() -> Iterator[str]:
    """The digests of all files and portraits, each once."""
    files = StoredFile.objects.order_by().values_list("key", flat=True)
    portraits = Person.objects.order_by().exclude(photo="").values_list("photo", flat=True)
    yield from files.union(portraits).order_by("key").iterator(chunk_size=2000)


def save(key: str, folder: Path) -> Blob:
    """Write a file and its thumbnail below a folder."""
    found = storage.read(key)
    if found is None:
        return Blob(key=key, lost=True)
    path = folder / place_of(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, found[1])
    thumbnail = storage.read(key, thumbnail=True)
    return Blob(key=key, thumbnail=_write(_beside(path), thumbnail[1]) if thumbnail else "")


def read_blobs(lines: Iterable[bytes]) -> Iterator[Blob]:
    """The files that an export lists. Raises Refused for a line that lists none."""
    for line in lines:
        try:
            blob = Blob.model_validate_json(line)
        except ValidationError as error:
            raise Refused(_("The list of files of this export is damaged.")) from error
        if len(blob.key) != 64 or not set(blob.key) <= set("0123456789abcdef"):
            raise Refused(_("The list of files of this export is damaged."))
        yield blob


def line_of(blob: Blob) -> bytes:
    """A line of that list."""
    return json.dumps(blob.model_dump(), sort_keys=True).encode() + b"\n"


def check(blob: Blob, folder: Path) -> None:
    """Raise Refused when a file of an export is not what its name says."""
    path = folder / place_of(blob.key)
    if blob.lost:
        return
    if _digest(path, folder) != blob.key:
        raise Refused(_("The file %(file)s of this export is missing or damaged.") % {"file": path})
    if blob.thumbnail and _digest(_beside(path), folder) != blob.thumbnail:
        raise Refused(
            _("The file %(file)s of this export is missing or damaged.") % {"file": _beside(path)}
        )


def bring(blob: Blob, folder: Path) -> None:
    """Put a file back in the store, in the transaction that is open."""
    path = folder / place_of(blob.key)
    if not blob.lost:
        storage.keep(blob.key, path, _beside(path) if blob.thumbnail else None)


def _beside(path: Path) -> Path:
    return path.with_suffix(THUMBNAIL)


def _write(path: Path, pieces: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    with path.open("wb") as stream:
        for piece in pieces:
            stream.write(piece)
            digest.update(piece)
    return digest.hexdigest()


def _digest(path: Path, folder: Path) -> str:
    """The digest of a file of its own, reached through no link; "" when there is none."""
    within = [step for step in (path, *path.parents) if folder in step.parents]
    if not path.is_file() or any(step.is_symlink() for step in within):
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
