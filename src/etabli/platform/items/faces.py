"""People as the interface draws them."""

from etabli.platform.people.models import Person
from etabli.ui.shell import Face


def face_of(person: Person) -> Face:
    """Somebody's circle, name and address."""
    url = f"/personnes/{person.uid}/"
    photo = person.photo_url
    return Face(person.name, person.initials, person.hue, url, person.is_guest, photo)
