"""Where bytes are kept: a folder, or any S3, under the name of what they hold.

``settings.FILES_URL`` names a store (``s3://bucket/prefix``); without it files live in
``settings.MEDIA_ROOT``. Two equal files are one object, so no file is ever overwritten.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import obstore
from django.conf import settings
from django.db import connection
from obstore.store import LocalStore, from_url

CHUNK = 1 << 18


def keep(key: str, file: Path, thumbnail: Path | None = None) -> None:
    """Store a file under its key, with its thumbnail when it has one.

    Must run in a transaction: the key is held until the row that names it is saved.
    """
    hold(key)
    for path, source in ((_path(key), file), (_thumbnail_path(key), thumbnail)):
        if source is not None:
            obstore.put(_store(), path, source)


def keep_thumbnail(key: str, thumbnail: Path) -> None:
    """Store the small picture of a file that is there already, as ``keep`` would."""
    hold(key)
    obstore.put(_store(), _thumbnail_path(key), thumbnail)


def read(
    key: str, *, thumbnail: bool = False, part: tuple[int, int] | None = None
) -> tuple[int, Iterator[bytes]] | None:
    """The size and the bytes of a stored file, in pieces; None when they are not there.

    ``part``: only the bytes from the first to before the second; the size is the whole's.
    """
    try:
        path = _thumbnail_path(key) if thumbnail else _path(key)
        found = obstore.get(_store(), path, options={"range": part} if part else None)
    except FileNotFoundError:
        return None
    return int(found.meta["size"]), (bytes(piece) for piece in found.stream(CHUNK))


def discard(key: str) -> None:
    """Remove a file. Whoever calls holds its key and knows that no row names it any more."""
    for path in (_path(key), _thumbnail_path(key)):
        try:
            obstore.delete(_store(), path)
        except FileNotFoundError:
            continue


def _path(key: str) -> str:
    return f"{key[:2]}/{key[2:4]}/{key}"


def _thumbnail_path(key: str) -> str:
    return f"{_path(key)}.webp"


def hold(key: str) -> None:
    """Until this transaction ends, nobody else stores or removes what has this key."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(key[:15], 16)])


def _store() -> Any:
    return _opened(getattr(settings, "FILES_URL", ""), str(settings.MEDIA_ROOT))


@cache
def _opened(url: str, folder: str) -> Any:
    if url:
        return from_url(url)
    return LocalStore(folder, mkdir=True)
