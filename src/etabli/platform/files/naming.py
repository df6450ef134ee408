"""Names of files as people may see them: one line, no folder, no trick of direction."""

import re
from pathlib import PurePosixPath

from etabli.lib.text import clean_line

LONGEST = 150
LONGEST_EXTENSION = 12

_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]')
# Marks of direction and letters without width: « fichier_gnp.exe » must not read otherwise.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufff9-\ufffc\U000e0000-\U000e007f]"
)
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def clean_name(given: str) -> str:
    """The name a file is shown and downloaded under; ``file`` when nothing of it is left."""
    last = clean_line(_UNSEEN.sub("", given.replace("\\", "/").rpartition("/")[2]), 8000)
    name = _FORBIDDEN.sub("_", last).strip(" .")
    if not name:
        return "file"
    return _shortened(f"_{name}" if _DEVICES.match(name) else name)


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    extension = PurePosixPath(name).suffix
    if len(extension) > LONGEST_EXTENSION:
        extension = ""
    return name[: LONGEST - len(extension)].rstrip(" .") + extension


def with_extension(name: str, extension: str) -> str:
    """The name of a file whose format we changed: ``photo.bmp`` becomes ``photo.png``."""
    path = PurePosixPath(name)
    same = {".jpeg": ".jpg"}
    if same.get(path.suffix.lower(), path.suffix.lower()) == extension:
        return name
    return _shortened((path.stem if path.suffix else name) + extension)
