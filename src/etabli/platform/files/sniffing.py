"""What a file is, by what it holds. What the browser said of it is not read at all."""

from pathlib import PurePosixPath

UNKNOWN = "application/octet-stream"
HEAD = 4096
"""Bytes that suffice to tell."""

_IMAGES = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypavis", "image/avif"),
    (0, b"BM", "image/bmp"),
)
_HEIC = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypheim", b"ftypmif1", b"ftypmsf1")
_OTHERS = (
    (0, b"%PDF-", "application/pdf"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (8, b"WAVE", "audio/wav"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
)
_ZIPPED = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
}
_TEXTS = {".txt": "text/plain", ".md": "text/plain", ".log": "text/plain", ".csv": "text/csv"}

RE_ENCODED = frozenset(kind for _, _, kind in _IMAGES)
"""Pictures that we decode and write again."""
PHOTO_OF_PHONE = "image/heic"


def media_type_of(head: bytes, name: str) -> str:
    """The media type of a file from its first bytes, its name deciding only between those
    that begin alike. Anything a browser could run is ``application/octet-stream``.
    """
    for at, signature, kind in _IMAGES:
        if head.startswith(signature, at) and _plausible(head, kind):
            return kind
    if head[4:12] in _HEIC:
        return PHOTO_OF_PHONE
    for at, signature, kind in _OTHERS:
        if head.startswith(signature, at):
            return kind
    extension = PurePosixPath(name).suffix.lower()
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _ZIPPED.get(extension, "application/zip")
    return _TEXTS.get(extension, UNKNOWN) if b"\x00" not in head else UNKNOWN


def _plausible(head: bytes, kind: str) -> bool:
    # Two letters make a weak signature: a letter may begin with « BM » too.
    if kind == "image/bmp":
        return head[6:10] == b"\x00\x00\x00\x00"
    return kind != "image/webp" or head.startswith(b"RIFF")
