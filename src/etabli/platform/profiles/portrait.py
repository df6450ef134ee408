"""A portrait: a square picture of oneself, seen by whoever sees one's name."""

import hashlib
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from etabli.platform.events.log import Fact, emit
from etabli.platform.files import storage
from etabli.platform.files.images import rewrite
from etabli.platform.files.naming import clean_name
from etabli.platform.files.receiving import TooLarge, on_disk, size_limit
from etabli.platform.people.models import Person


@transaction.atomic
def take_portrait(person: Person, upload: "UploadedFile[Any]") -> None:
    """Make a picture one's portrait: cropped square, written again in two sizes.

    Raises SaidError with a sentence when it cannot be taken; the former one then stays.
    """
    name = clean_name(upload.name or "")
    if (upload.size or 0) > size_limit():
        raise TooLarge(name)
    with tempfile.TemporaryDirectory(prefix="etabli-") as folder:
        source = on_disk(upload, Path(folder))
        picture = rewrite(source, name, Path(folder), "portrait")
        with picture.file.open("rb") as opened:
            key = hashlib.file_digest(opened, "sha256").hexdigest()
        storage.keep(key, picture.file, picture.thumbnail)
    _put(person, key)


@transaction.atomic
def remove_portrait(person: Person) -> None:
    """Be shown by one's initials again."""
    _put(person, "")


def _put(person: Person, key: str) -> None:
    former = Person.objects.select_for_update().get(pk=person.pk).photo
    if former == key:
        return
    person.photo = key
    person.save(update_fields=["photo", "sort_key"])
    # The worker alone may tell whether something else has the same bytes.
    payload = {"changed": ["photo"], "let_go": former}
    emit(Fact("person_changed", actor=person, person=person, payload=payload))
