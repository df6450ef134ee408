"""People and spaces as the interface draws them."""

from django.urls import reverse

from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space
from etabli.ui.shell import Face, Link


def face_of(person: Person) -> Face:
    """Somebody as an avatar that leads to her profile."""
    url = reverse("directory:person", kwargs={"uid": person.uid})
    photo = person.photo_url
    return Face(person.name, person.initials, person.hue, url, person.is_guest, photo)


def space_link(space: Space) -> Link:
    """A space in a list."""
    return Link(space.name, f"/espaces/{space.uid}/", hue=space.hue, initials=space.initials)
