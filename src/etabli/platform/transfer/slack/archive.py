"""A Slack export, read where it is: nothing is ever extracted to the disk.

A zip is refused by its table of contents alone, before one byte of its files is inflated.
"""

import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from etabli.platform.transfer.refusing import Refused, opened_file
from etabli.platform.transfer.slack.arrays import array_values
from etabli.platform.transfer.slack.contents import count_entries

ENTRIES = 200_000
DECLARED = 20 * 10**9
"""Bytes, once inflated, that all files may declare together."""
RATIO = 200
"""Inflated bytes for one deflated byte; real exports stay under 30."""
SMALL = 1 << 20
"""An entry under this size may deflate better: a short file of one repeated word does."""
NOT_A_ZIP = (zipfile.BadZipFile, struct.error, UnicodeDecodeError, NotImplementedError, OSError)
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
LISTS = ("channels.json", "groups.json", "mpims.json", "dms.json")


class Archive:
    """The files of an export, by their path below its root."""

    def __init__(self, file: zipfile.ZipFile, root: str) -> None:
        self._file = file
        self._entries = {
            entry.filename.removeprefix(root): entry
            for entry in file.infolist()
            if entry.filename.startswith(root) and not entry.is_dir()
        }

    @property
    def names(self) -> list[str]:
        """Paths of its files, sorted: the days of a channel come in their order."""
        return sorted(self._entries)

    def values(self, name: str) -> Iterator[Any]:
        """The entries of a JSON list, one at a time; none when there is no such file.

        Raises Unreadable where the list stops making sense.
        """
        if name in self._entries:
            with self._file.open(self._entries[name]) as stream:
                yield from array_values(stream)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open an export. Raises Refused, with the reason, for anything else than one."""
    with opened_file(path) as stream, _checked(path, stream) as file:
        yield Archive(file, _root(file))


def _checked(path: Path, stream: IO[bytes]) -> zipfile.ZipFile:
    """A zip whose table of contents shows nothing wrong."""
    try:
        _check_count(stream)
        file = zipfile.ZipFile(stream)
        _check(file, path.stat().st_size)
    except NOT_A_ZIP as error:
        raise Refused(_("%(file)s is not a zip file, or is damaged.") % {"file": path}) from error
    return file


def _check_count(stream: IO[bytes]) -> None:
    if count_entries(stream, ENTRIES) > ENTRIES:
        raise Refused(_("This zip holds more than %(limit)d files.") % {"limit": ENTRIES})


def _check(file: zipfile.ZipFile, size: int) -> None:
    entries = file.infolist()
    for entry in entries:
        _check_name(entry)
        _check_kind(entry)
        if entry.file_size > max(SMALL, RATIO * entry.compress_size):
            raise Refused(_too_dense(entry.filename))
    declared = sum(entry.file_size for entry in entries)
    if declared > DECLARED:
        raise Refused(_("Once inflated, this zip would weigh more than 20 GB."))
    if declared > max(SMALL, RATIO * size):
        raise Refused(_too_dense(str(file.filename or "zip")))
    _check_overlaps(entries)


def _too_dense(name: str) -> str:
    return _("“%(name)s” inflates more than %(ratio)d times: this looks like a zip bomb.") % {
        "name": _shown(name),
        "ratio": RATIO,
    }


def _check_name(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    steps = name.replace("\\", "/").split("/")
    if ".." in steps or name.startswith(("/", "\\")) or "\0" in name or name[1:2] == ":":
        raise Refused(
            _("“%(name)s” leads out of the zip: this file is refused.") % {"name": _shown(name)}
        )


def _check_kind(entry: zipfile.ZipInfo) -> None:
    name = {"name": _shown(entry.filename)}
    if entry.flag_bits & 0x1:
        raise Refused(_("“%(name)s” is encrypted: give the zip without a password.") % name)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Refused(_("“%(name)s” is a link or a device, not a file.") % name)
    if entry.compress_type not in METHODS:
        raise Refused(_("“%(name)s” is compressed in a way that Slack never uses.") % name)


def _check_overlaps(entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename for entry in entries}
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end or len(names) < len(entries):
            raise Refused(_("Files of this zip overlap: it is damaged, or hostile."))
        # The local header may be longer by its extra field: this is the least it takes.
        end = entry.header_offset + 30 + len(entry.orig_filename) + entry.compress_size


def _root(file: zipfile.ZipFile) -> str:
    """The folder of the export inside the zip: people often zip it again with its folder."""
    names = set(file.namelist())
    for name in sorted(names, key=len):
        root, users, rest = name.partition("users.json")
        at_root = users and not rest and root.count("/") <= 1 and root[-1:] in ("", "/")
        if at_root and any(root + listed in names for listed in LISTS):
            return root
    raise Refused(
        _("This zip is not a Slack export: users.json and a list of channels are missing.")
    )


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name[:80])
