"""Taking in what somebody uploads."""

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.db.models import Count, Sum
from django.http import HttpRequest
from django.utils.translation import gettext_noop
from obstore.exceptions import BaseError

from etabli.lib.disk import no_room
from etabli.lib.sentences import SaidError
from etabli.platform.events.log import Fact, emit
from etabli.platform.files import sniffing, storage
from etabli.platform.files.images import EXTENSIONS, Picture, rewrite
from etabli.platform.files.models import StoredFile
from etabli.platform.files.naming import clean_name, with_extension
from etabli.platform.files.readers import READERS
from etabli.platform.people.models import Person

TOGETHER = 10
"""As many times the limit of one file may come in one request."""
WAITING_FILES = 200
WAITING_BYTES = 1_000_000_000


def size_limit() -> int:
    """Bytes of one file at most: said before choosing, held while receiving."""
    return int(settings.FILES_LIMIT)


class BoundedUpload(FileUploadHandler):
    """Stands first among the upload handlers and stops what is too large.

    The rest of the form is still read, so that nothing typed beside the file is lost.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._all = self._one = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._one = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._one += len(raw_data)
        self._all += len(raw_data)
        if self._all > TOGETHER * size_limit():
            self._refuse()
            raise StopUpload(connection_reset=True)
        if self._one > size_limit():
            self._refuse()
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def _refuse(self) -> None:
        self.request.__dict__.setdefault("files_refused", []).append(str(self.file_name or ""))


def received(request: HttpRequest, field: str = "file") -> "Sequence[UploadedFile[Any]]":
    """The files of a form's field.

    Raises SaidError when one of them was too large to be read to its end.
    """
    files = request.FILES.getlist(field)
    refused: list[str] = request.__dict__.get("files_refused", [])
    if refused:
        raise TooLarge(clean_name(refused[0]))
    return files


class TooLarge(SaidError):
    """A file beyond the limit; ``limit`` is bytes."""

    def __init__(self, name: str) -> None:
        self.limit = size_limit()
        super().__init__(
            gettext_noop("“%(name)s” is too large: %(limit)s MB at most."),
            name=name,
            limit=self.limit // 1_000_000,
        )


class NoRoom(SaidError):
    """The disk of the server is full: nothing was kept."""

    def __init__(self, name: str) -> None:
        super().__init__(
            gettext_noop(
                "The server has no room left for “%(name)s”. Nothing is lost: tell whoever looks"
                " after it, and send the file again afterwards."
            ),
            name=name,
        )


def receive(upload: "UploadedFile[Any]", *, by: Person, alt: str = "") -> StoredFile:
    """Keep an uploaded file, which only its author sees until it is attached.

    Pictures are written again, without what the camera noted. Raises SaidError with a
    sentence for the person when the file cannot be taken.
    """
    name = clean_name(upload.name or "")
    size = upload.size or 0
    if not size:
        raise SaidError(gettext_noop("“%(name)s” is empty."), name=name)
    if size > size_limit():
        raise TooLarge(name)
    _refuse_hoarding(by)
    try:
        with tempfile.TemporaryDirectory(prefix="etabli-") as folder:
            return _kept(on_disk(upload, Path(folder)), name, by, alt)
    except (OSError, BaseError) as error:
        if no_room(error):
            raise NoRoom(name) from error
        raise


def _refuse_hoarding(by: Person) -> None:
    waiting = StoredFile.objects.filter(author=by, audience=None).aggregate(
        files=Count("id"), bytes=Sum("size")
    )
    if waiting["files"] >= WAITING_FILES or (waiting["bytes"] or 0) >= WAITING_BYTES:
        raise SaidError(
            gettext_noop(
                "You have sent many files that are attached to nothing yet. Send your drafts,"
                " or try again tomorrow: what stays unattached is removed after a day."
            )
        )


def on_disk(upload: "UploadedFile[Any]", folder: Path) -> Path:
    """Where an uploaded file is, written in ``folder`` when it was in memory until now."""
    if hasattr(upload, "temporary_file_path"):
        return Path(upload.temporary_file_path())
    path = folder / "upload"
    with path.open("wb") as file:
        for piece in upload.chunks():
            file.write(piece)
    return path


def _kept(source: Path, name: str, by: Person, alt: str) -> StoredFile:
    with source.open("rb") as opened:
        media_type = sniffing.media_type_of(opened.read(sniffing.HEAD), name)
    if media_type == sniffing.PHOTO_OF_PHONE:
        raise SaidError(
            gettext_noop(
                "“%(name)s” is in HEIC, which few devices can show and which tells where it"
                " was taken. Send it as JPEG."
            ),
            name=name,
        )
    if media_type not in sniffing.RE_ENCODED:
        return _saved(source, None, name=name, media_type=media_type, author=by, alt=alt[:300])
    with tempfile.TemporaryDirectory(prefix="etabli-") as folder:
        picture = rewrite(source, name, Path(folder))
        return _saved(
            picture.file,
            picture,
            name=with_extension(name, EXTENSIONS[picture.media_type]),
            media_type=picture.media_type,
            author=by,
            alt=alt[:300],
        )


def _saved(file: Path, picture: Picture | None, **columns: Any) -> StoredFile:
    with file.open("rb") as opened:
        key = hashlib.file_digest(opened, "sha256").hexdigest()
    storage.keep(key, file, picture.thumbnail if picture else None)
    stored = StoredFile.objects.create(
        key=key,
        size=file.stat().st_size,
        width=picture.width if picture else None,
        height=picture.height if picture else None,
        **columns,
    )
    if stored.media_type in READERS:
        emit(Fact("file_sent", actor=stored.author, payload={"file": stored.pk}))
    return stored
