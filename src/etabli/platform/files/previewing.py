"""A file looked at on a page: its picture or first page, and the beginning of its text."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from etabli.platform.files.models import Reading, StoredFile

SHOWN = 20_000
"""Characters shown of a text."""


@dataclass(frozen=True)
class Preview:
    """What one sees of a file. ``picture``: where it is, '' without one. ``cut``: there is
    more text than what is shown.
    """

    file: StoredFile
    picture: str = ""
    alt: str = ""
    text: str = ""
    cut: bool = False
    sentence: str = ""


def preview_of(file: StoredFile) -> Preview:
    """What there is to see of a file that whoever asks may open."""
    if file.is_image:
        return Preview(file, file.url, file.alt or file.name)
    reading = Reading.objects.filter(file=file).first()
    if reading is None:
        return Preview(file, sentence=_("This file is still being read. Look again in a moment."))
    return Preview(
        file,
        picture=file.thumbnail_url,
        alt=_("First page of %(name)s") % {"name": file.name},
        text=reading.text[:SHOWN],
        cut=len(reading.text) > SHOWN,
        sentence=_sentence(reading),
    )


def _sentence(reading: Reading) -> str:
    if reading.outcome == Reading.Outcome.LOCKED:
        return _("This file has a password: it shows once opened on your device.")
    if reading.outcome == Reading.Outcome.DAMAGED:
        return _("This file could not be read here. It may open on your device.")
    if reading.outcome == Reading.Outcome.HEAVY:
        return _("This file is too heavy to be shown here. It opens on your device.")
    if reading.pages:
        return ngettext("%(num)s page", "%(num)s pages", reading.pages) % {"num": reading.pages}
    return "" if reading.text else _("There is no text in this file.")
