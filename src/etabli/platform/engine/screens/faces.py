"""People, spaces and apps as the interface draws them."""

from dataclasses import dataclass

from etabli.platform.engine.app import App
from etabli.platform.people.models import Person
from etabli.platform.spaces.models import Space
from etabli.ui.shell import Face


@dataclass(frozen=True)
class Mark:
    """The plate of an app, or the block of a space when it has initials."""

    label: str
    hue: str
    icon: str = ""
    initials: str = ""
    url: str = ""
    note: str = ""

    @property
    def is_space(self) -> bool:
        return bool(self.initials)


def face_of(person: Person | None) -> Face | None:
    """Somebody as an avatar; None for nobody."""
    if person is None:
        return None
    url = f"/personnes/{person.uid}/"
    photo = person.photo_url
    return Face(person.name, person.initials, person.hue, url, person.is_guest, photo)


def mark_of(app: App, lang: str, url: str = "") -> Mark:
    """An app as its plate."""
    return Mark(app.plural(lang), app.colour, icon=app.icon, url=url)


def space_mark(space: Space, note: str = "") -> Mark:
    """A space as its block."""
    return Mark(
        space.name, space.hue, initials=space.initials, url=f"/espaces/{space.uid}/", note=note
    )
