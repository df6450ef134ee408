"""Pictures, handed to a process of little memory and little time that writes them again."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_noop

from etabli.lib.sentences import SaidError
from etabli.platform.files.confining import said_by

SCRIPT = Path(__file__).with_name("reencode.py")

REASONS = {
    "pixels": gettext_noop(
        "“%(name)s” has too many pixels: 20 million at most. Reduce it, then add it again."
    ),
    "frames": gettext_noop("“%(name)s” has too many moving images: 200 at most."),
    "moving": gettext_noop("“%(name)s” moves for too long or is too wide. Shorten it, or send it"
                           " as a video."),
    "heavy": gettext_noop("“%(name)s” is too heavy to be read. Reduce it, then add it again."),
    "damaged": gettext_noop("“%(name)s” is damaged: it cannot be read as a picture."),
}  # fmt: skip
EXTENSIONS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


@dataclass(frozen=True)
class Picture:
    """A picture that we wrote."""

    media_type: str
    width: int
    height: int
    file: Path
    thumbnail: Path


def rewrite(source: Path, name: str, folder: Path, kind: str = "") -> Picture:
    """Write a picture again in a folder, with its thumbnail; of a ``portrait``, a square.

    Raises SaidError with the reason when it is too large, too heavy or damaged.
    """
    file, thumbnail = folder / "picture", folder / "thumbnail"
    said = said_by(SCRIPT, source, file, thumbnail, kind)
    if "refused" in said:
        raise SaidError(REASONS[str(said["refused"])], name=name)
    return Picture(
        str(said["media_type"]), int(said["width"]), int(said["height"]), file, thumbnail
    )
